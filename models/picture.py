"""Pictures: looked into when they come in, freed of what tells where they were taken, and made to fit a phone.

What a phone is shown is never what was sent: it's drawn anew from the pixels, so nothing hidden in a file reaches it. Of a
file that is kept as it came, pixels stay bit for bit, and only what cameras and phones write beside them is taken out.
Pillow is imported when the first picture comes: it takes 80 ms and 8 MB, and many a process never meets one.
"""

import io
import re
import threading

FORMATS = {"image/gif": "GIF", "image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MOST_PIXELS = 30_000_000  # a phone's camera has 12 or 24 million; a larger one in a file that is allowed is made to fill memory
SMALL = 1_024  # pixels: the longer side of the copy that phones are shown pictures from
_SMALL_BYTES = 240_000
_QUALITIES = (82, 65, 50, 35)
_COLOURS = (256, 64, 16, 8)
_ALONE = threading.Lock()  # one picture at a time takes the memory of its pixels

_ORIENTATION, _TAKEN_AT = 0x0112, 0x0132  # tags of Exif 2.3
# What PIL.Image.Transpose calls the turn that sets a picture upright, by its orientation.
_UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
_SIDEWAYS = (2, 4, 5, 6)  # of these turns
_IN_A_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)  # the marker that ends a JPEG's scan (ITU T.81, B.1.1)


class Unreadable(Exception):
    """No picture, a broken one, or one that is cut off."""


class TooLarge(Exception):
    """More pixels than anybody needs."""


def examine(file, media_type):
    """(width, height, the small copy as the bytes of a JPEG) of a picture in a seekable file; sizes as it stands upright.

    Raises Unreadable and TooLarge.
    """
    with _ALONE:
        from PIL import Image

        try:
            with Image.open(file, formats=[FORMATS[media_type]]) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise TooLarge
                turned = _UPRIGHT.get(_exif(image).get(_ORIENTATION))
                image.draft("RGB", (SMALL, SMALL))  # a JPEG can be read at an eighth of its size
                flat = _flat(image)
                # Of what stands beside the pixels only how their colours are meant.
                flat.info = {"icc_profile": image.info.get("icc_profile")} if image.mode == "RGB" else {}
            flat.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS, reducing_gap=2.0)
            small = _jpeg(flat if turned is None else flat.transpose(turned), _SMALL_BYTES)
        except TooLarge:
            raise
        except Image.DecompressionBombError:
            raise TooLarge from None
        except Exception as error:  # decoders raise whatever they stumble over: OSError, SyntaxError, ValueError, struct.error ...
            raise Unreadable(type(error).__name__) from None
    return (height, width, small) if turned in _SIDEWAYS else (width, height, small)


def _exif(image):
    """{tag: value}; empty where it can't be read: what a camera got wrong beside the pixels is no reason to refuse them."""
    try:
        return dict(image.getexif())
    except Exception:  # as above
        return {}


def _flat(image):
    """The picture in RGB, where it is transparent on white."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    image.load()
    return image.convert("RGB")


def _jpeg(image, most):
    """The bytes of a JPEG, at most so many where that can be done."""
    profile = image.info.get("icc_profile") or b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, icc_profile=profile if len(profile) < 4_096 else None, exif=b"")
        if out.tell() <= most:
            break
    return out.getvalue()


def size_within(width, height, most):
    """(width, height) of a picture that phones are shown at most so wide, in pixels."""
    part = min(1, SMALL / width, SMALL / height, most / width)
    return max(1, round(width * part)), max(1, round(height * part))


def fit(small, width, form, most):
    """A small copy made smaller still: bytes of a GIF, JPEG or PNG (form), so wide in pixels, at most so many bytes.

    First it is drawn more coarsely, then it shrinks.
    """
    with _ALONE:
        from PIL import Image

        with Image.open(io.BytesIO(small), formats=["JPEG"]) as image:
            if form == "JPEG" and width >= image.width and len(small) <= most:
                return small
            picture = image.convert("RGB")
        while True:
            part = min(1, width / picture.width)
            shown = picture.resize((max(1, round(picture.width * part)), max(1, round(picture.height * part))), Image.Resampling.LANCZOS)
            shown.info = {}
            data = _jpeg(shown, most) if form == "JPEG" else _drawn(shown, form, most)
            if len(data) <= most or width < 32:
                return data
            width = width * 3 // 4


def _drawn(image, form, most):
    """The bytes of a GIF or PNG with as many colours as fit."""
    for colours in _COLOURS:
        out = io.BytesIO()
        image.quantize(colours, dither=0).save(out, form, optimize=True)
        if out.tell() <= most:
            break
    return out.getvalue()


# Taking out what tells where and by whom


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
        old, new = _exif(image), Image.Exif()
    if old.get(_ORIENTATION) in range(2, 9):
        new[_ORIENTATION] = old[_ORIENTATION]
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
