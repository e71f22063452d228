"""What a value means that stands in a column of somebody else's table."""

from decimal import Decimal


def text_of(value):
    """A column's value as a text: of true and false, and of MariaDB's BIT(1), "1" and "0"; of nothing an empty one."""
    if isinstance(value, bool) or value in (b"\0", b"\1"):
        return str(value[0] if isinstance(value, bytes) else int(value))
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return "" if value is None else str(value)


def id_of(value):
    """An id, or a name that holds one, as a text: a number is a ユーザーID without its zeros."""
    return f"{int(value):05d}" if isinstance(value, int | Decimal) else text_of(value)


_YES, _NO = ("1", "true", "t", "yes", "y", "on"), ("", "0", "false", "f", "no", "n", "off")


def is_meant(value, wanted, unclear):
    """Whether a column's value is what the mapping names: true, false, a value, or one of a list.

    unclear: the answer where true or false is named, and the value is neither.
    """
    if isinstance(wanted, str):
        wanted = {"true": True, "false": False}.get(wanted.lower(), wanted)
    if isinstance(wanted, list):
        return any(is_meant(value, one, unclear) for one in wanted)
    text = text_of(value).strip()
    if isinstance(wanted, bool):
        text = text.lower()
        return text in (_YES if wanted else _NO) or (unclear and text not in (_NO if wanted else _YES))
    return text == text_of(wanted)
