"""The command line for tests: in this process (the engine is a child, as always), or in a process of its own."""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from engine.__main__ import main

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


def dormouse(*arguments: str, stdin: str = "") -> Ran:
    """Run `dormouse ARGUMENTS` in this process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["dormouse", *arguments]),
        mock.patch.object(sys, "stdin", io.StringIO(stdin)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = main()
        except SystemExit as left:
            code = int(left.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def dormouse_process(*arguments: str, stdin: str = "") -> Ran:
    """Run `dormouse ARGUMENTS` in a process that may not overrule a file's permissions."""
    command = [sys.executable, "-m", "engine", *arguments]
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, timeout=60, cwd=ROOT, preexec_fn=_give_up_root
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def _give_up_root() -> None:
    """Root may write everywhere (CAP_DAC_OVERRIDE), also where it should not; our child gives that up."""
    if sys.platform == "linux" and os.geteuid() == 0:
        prctl = ctypes.CDLL(None).prctl
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH; 24 is PR_CAPBSET_DROP (linux/prctl.h)
            assert prctl(24, capability, 0, 0, 0) == 0
