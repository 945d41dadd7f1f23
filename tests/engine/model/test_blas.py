"""OpenBLAS is found before MLX; without it there is one warning that names the remedy, and no failure."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from engine.model import blas

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux needs another BLAS")


@LINUX
def test_it_is_loaded_globally_and_the_compiler_is_off() -> None:
    code = (
        "import os, sys; from engine.model import blas; assert 'mlx.core' not in sys.modules; assert blas.prepare();"
        "import ctypes; assert ctypes.CDLL(None).cblas_sgemm; print(os.environ['MLX_DISABLE_COMPILE'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "1"), done.stderr


@LINUX
def test_without_it_there_is_one_warning_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(blas, "NAMES", ("libnothing-of-this-name.so.0",))
    blas.prepare.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            assert not blas.prepare() and not blas.prepare()
    finally:
        blas.prepare.cache_clear()
    assert len(caplog.records) == 1 and "apt install libopenblas0-pthread" in caplog.text
