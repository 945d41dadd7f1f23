"""The installed program's first file: one executable that is the window, the engine, the sleeper and the command line.

It answers `-m MODULE …` as Python does, so that the parts start each other by the same words whether installed or not.
`--self-test` runs every part once and ends with 0.
"""

from __future__ import annotations

import multiprocessing
import runpy
import sys

MODULES = ("engine", "desktop", "starter_model")  # nothing else is run on anybody's word


def main() -> int:
    """Run what the arguments name; returns the exit code."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--self-test"]:
        import self_test

        return self_test.main(arguments[1:])
    if arguments[:1] == ["-m"] and len(arguments) > 1 and arguments[1] in MODULES:
        sys.argv = [sys.argv[0], *arguments[2:]]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        return 0
    from engine.__main__ import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
