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
from collections.abc import Iterator

NAMES = ("libopenblas.so.0", "libopenblas.so")  # Debian's name, then the one of development packages
MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1  # glibc's malloc.h
LARGEST, KEPT = 128 << 20, 512 << 20  # bytes: allocated without a mapping of its own; kept free at the heap's end
WIDE = "1000000"  # MLX walks a graph in breadth up to this width, so that its streams get their work in turn
REMEDY = "Install it for tenfold speed: apt install libopenblas0-pthread"


@functools.cache
def prepare() -> bool:
    """Get this process ready for `import mlx`; later calls do nothing. True where MLX will be fast.

    On Linux it loads OpenBLAS, turns off MLX's compiler, which calls g++ at run time (28 s cold) for no gain on the
    CPU, and lets MLX walk graphs in breadth (for `lanes`).
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # else it warns when the process forks
    if sys.platform != "linux":
        return True
    os.environ.setdefault("MLX_DISABLE_COMPILE", "1")
    os.environ.setdefault("MLX_BFS_MAX_WIDTH", WIDE)
    if _openblas() is not None:
        return True
    logging.getLogger(__name__).warning("OpenBLAS was not found, so the model runs about ten times slower. %s", REMEDY)
    return False


def _openblas() -> ctypes.CDLL | None:
    for name in NAMES:
        with contextlib.suppress(OSError):
            return ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
    return None


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """OpenBLAS with one thread while the block runs, for callers that share the cores out themselves."""
    library = _openblas() if sys.platform == "linux" else None
    if library is None or not hasattr(library, "openblas_set_num_threads"):
        yield
        return
    before = library.openblas_get_num_threads()
    library.openblas_set_num_threads(1)
    try:
        yield
    finally:
        library.openblas_set_num_threads(before)


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
