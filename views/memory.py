"""What a server does once before it forks, so that its workers stay small."""

import ctypes
import gc

_M_MMAP_THRESHOLD = -3  # malloc.h
_LARGE = 1024 * 1024  # bytes


def settle():
    """Gives back what the start needed, and lets workers share the rest.

    glibc keeps a freed block for the thread that had it, once it has seen one of its size: 7 MB for a password hash, in
    each thread. With a threshold of our own such blocks come from the system and go back to it. Other C libraries do
    that anyway.
    """
    gc.collect()
    gc.freeze()  # what lives as long as the process isn't looked at again, and its pages aren't written
    try:
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        libc.malloc_trim(0)
    except (OSError, AttributeError):
        pass
