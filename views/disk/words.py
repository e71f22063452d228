"""Amounts of disk space in words, and as a bar that every phone can show."""

_CELLS = 10


def size(bytes):
    """820KB, 1.2MB, 35MB, 1,200MB: rounded up, so that what is used is never said to be nothing."""
    if bytes < 1_000_000:
        return f"{-(-bytes // 1_000)}KB"
    if bytes < 10_000_000:
        return f"{-(-bytes // 100_000) / 10}MB"
    return f"{-(-bytes // 1_000_000):,}MB"


def bar(part, whole):
    """■■■□□□□□□□: at least one mark from 1% on, all of them only for all."""
    full = min(_CELLS, max(part * _CELLS // whole, part * 100 >= whole))
    return "■" * full + "□" * (_CELLS - full)
