"""The process `dormouse` (also `python -m engine`): runs a command, and tells what went wrong in one sentence."""

from __future__ import annotations

import os
import sys

from engine.errors import Trouble
from engine.front import window


def main() -> int:
    """Run the command line; returns the exit code (usage errors and --help leave by `SystemExit`)."""
    try:
        return run()
    except Trouble as trouble:
        told = trouble
    except BrokenPipeError:  # who read our output (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except Exception as error:
        from engine.log import trace

        told = Trouble("bug", "Something went wrong inside Dormouse.", f"Please report this: {trace(error)}")
    from engine.commands import complain

    complain(told)
    return 1


def run() -> int:
    """The window, or a command. What it needs is imported here, so that an interrupt meanwhile is met quietly, too."""
    if not sys.argv[1:] and (shown := window()) is not None:
        return int(shown.main())  # nothing else of the command line is loaded first
    if sys.argv[1:2] != ["serve"]:
        from engine import commands_care, commands_memory, commands_models  # noqa: F401  (all are of the one app)
    from engine.commands import app

    app()
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(1)
