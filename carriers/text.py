"""Text at the door: a phone's bytes in, Unicode inside, a phone's bytes out. (Being written.)"""


class MalformedText(ValueError):
    """Bytes that no phone of this codec sends."""


def encode(text, codec):
    charset = "utf-8" if codec.startswith("utf-8") or codec == "softbank" else "cp932"
    return text.encode(charset, "xmlcharrefreplace")


def decode(data, codec):
    charset = "utf-8" if codec.startswith("utf-8") or codec == "softbank" else "cp932"
    return data.decode(charset)


def shown(text, codec):
    return text


def merge(original, returned, codec):
    return returned


def half_width(text):
    return text
