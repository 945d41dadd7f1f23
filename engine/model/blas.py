"""Makes MLX fast on Linux: a good BLAS, loaded before the first `import mlx`.

The Linux wheel of MLX links the reference BLAS (2 GFLOP/s on 2 cores). OpenBLAS, loaded into the global scope before
it, takes its place (80 to 150 GFLOP/s). On a Mac there is nothing to do. Knows nothing of models.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import logging
import os
import sys

NAMES = ("libopenblas.so.0", "libopenblas.so")  # Debian's name, then the one of development packages
MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1  # glibc's malloc.h
LARGEST, KEPT = 128 << 20, 512 << 20  # bytes: allocated without a mapping of its own; kept free at the heap's end
REMEDY = "Install it for tenfold speed: apt install libopenblas0-pthread"


@functools.cache
def prepare() -> bool:
    """Get this process ready for `import mlx`; later calls do nothing. True where MLX will be fast.

    On Linux it loads OpenBLAS, and turns off MLX's compiler, which calls g++ at run time (28 s cold) for no gain on
    the CPU.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # else it warns when the process forks
    if sys.platform != "linux":
        return True
    os.environ.setdefault("MLX_DISABLE_COMPILE", "1")
    for name in NAMES:
        try:
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return True
    logging.getLogger(__name__).warning("OpenBLAS was not found, so the model runs about ten times slower. %s", REMEDY)
    return False


@functools.cache
def keep_freed() -> None:
    """Keep the memory of large arrays in this process when they are freed; for a process that trains and then ends.

    By default glibc maps an array of over 32 MB anew each time, and the kernel clears its pages: a tenth of a
    training's processor time, for .4 GB less of memory [measured with the starter model]. Elsewhere nothing happens.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(MMAP_THRESHOLD, LARGEST)
        mallopt(TRIM_THRESHOLD, KEPT)
