"""The process `dormouse` (also `python -m engine`): runs a command, and tells what went wrong in one sentence."""

from __future__ import annotations

import os
import sys

from engine.errors import Trouble


def main() -> int:
    """Run the command line; returns the exit code (usage errors and --help leave by `SystemExit`)."""
    # Here, so that an interrupt while importing is met quietly, too. All four files have commands of the one app.
    from engine import commands_care, commands_memory, commands_models  # noqa: F401
    from engine.commands import app, complain
    from engine.log import trace

    try:
        app()
    except Trouble as trouble:
        complain(trouble)
    except BrokenPipeError:  # who read our output (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except Exception as error:
        complain(Trouble("bug", "Something went wrong inside Dormouse.", f"Please report this: {trace(error)}"))
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(1)
