"""What cameras and phones write into a picture beside its pixels: where it was taken, by whom, with what. It's taken out.

The pixels of the file that is kept stay as they came, bit for bit.
"""

import io
import re

from models.picture import ORIENTATION, Unreadable, exif

_TAKEN_AT = 0x0132  # a tag of Exif 2.3
_IN_A_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)  # the marker that ends a JPEG's scan (ITU T.81, B.1.1)


def cleaned(data, media_type):
    """A picture's bytes without what a camera or phone wrote beside the pixels: place, owner, comments, pictures behind the picture.

    Kept are the colour profile and, of a JPEG, which way is up and when it was taken. Raises Unreadable. The pixels aren't
    looked at: examine() has done that.
    """
    try:
        return _CLEANERS.get(media_type, bytes)(data)
    except Exception as error:
        raise Unreadable(type(error).__name__) from None


def _clean_jpeg(data):
    parts, place = [data[:2], _exif_kept(data)], 2
    while True:
        while data[place] == 0xFF and data[place + 1] == 0xFF:  # fill bytes
            place += 1
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == 0xD9:
            return b"".join([*parts, b"\xff\xd9"])  # what follows the end is no part of the picture
        end = place + 2 + int.from_bytes(data[place + 2:place + 4], "big")
        if end < place + 4 or end > len(data):
            raise ValueError("a segment that is cut off")
        if _is_kept(marker, data[place + 4:end]):
            parts.append(data[place:end])
        if marker == 0xDA:
            found = _IN_A_SCAN.search(data, end)
            parts.append(data[end:found.start() if found else None])
            if not found:
                return b"".join([*parts, b"\xff\xd9"])
            end = found.start()
        place = end


def _is_kept(marker, content):
    """Of the application's segments JFIF's, the colour profile's, and Adobe's, which says how colours are coded; no comments."""
    if 0xE0 <= marker <= 0xEF:
        return marker == 0xE0 or marker == 0xEE or (marker == 0xE2 and content.startswith(b"ICC_PROFILE"))
    return marker != 0xFE


def _exif_kept(data):
    """The segment that says which way is up and when it was; empty where nothing does."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        old, new = exif(image), Image.Exif()
    if old.get(ORIENTATION) in range(2, 9):
        new[ORIENTATION] = old[ORIENTATION]
    taken_at = old.get(_TAKEN_AT)
    if isinstance(taken_at, str) and re.fullmatch(r"[\d: ]{19}", taken_at, re.ASCII):
        new[_TAKEN_AT] = taken_at
    if not len(new):
        return b""
    content = new.tobytes()
    content = content if content.startswith(b"Exif\0\0") else b"Exif\0\0" + content
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


_PNG_ASIDES = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}


def _clean_png(data):
    parts, place = [data[:8]], 8
    while place < len(data):
        end = place + 12 + int.from_bytes(data[place:place + 4], "big")
        kind = data[place + 4:place + 8]
        if end > len(data):
            raise ValueError("a chunk that is cut off")
        if kind not in _PNG_ASIDES:
            parts.append(data[place:end])
        if kind == b"IEND":
            break
        place = end
    return b"".join(parts)


def _clean_webp(data):
    end, chunks, place = min(len(data), 8 + int.from_bytes(data[4:8], "little")), [], 12
    while place + 8 <= end:
        kind, size = data[place:place + 4], int.from_bytes(data[place + 4:place + 8], "little")
        chunk = data[place:place + 8 + size + size % 2]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]  # its flags for Exif and XMP
        if kind not in (b"EXIF", b"XMP "):
            chunks.append(chunk)
        place += 8 + size + size % 2
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


_CLEANERS = {"image/jpeg": _clean_jpeg, "image/png": _clean_png, "image/webp": _clean_webp}
