"""Give memory back to the system between the steps of a build, which are large one after another."""

import ctypes
import gc
import sys

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of glibc's malloc.h."""


def free_memory() -> None:
    """Give back what a finished step leaves, before the next takes its own and comes to lie in between."""
    gc.collect()
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):  # not so in musl
        libc.mallopt(_MMAP_THRESHOLD, 2**16)  # or glibc raises it, and holds on to large pieces
        libc.malloc_trim(0)
