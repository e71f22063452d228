"""Pictures: looked into when they come in, and made to fit a phone.

What a phone is shown is never what was sent: it's drawn anew from the pixels, so nothing hidden in a file reaches it.
Pillow is imported when the first picture comes: it takes 80 ms and 8 MB, and many a process never meets one.
"""

import io
import threading

FORMATS = {"image/gif": "GIF", "image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MOST_PIXELS = 30_000_000  # a phone's camera has 12 or 24 million; a larger one in a file that is allowed is made to fill memory
SMALL = 1_024  # pixels: the longer side of the copy that phones are shown pictures from
_SMALL_BYTES = 240_000
_QUALITIES = (82, 65, 50, 35)
_COLOURS = (256, 32, 8)
_ALONE = threading.Lock()  # one picture at a time takes the memory of its pixels

ORIENTATION = 0x0112  # a tag of Exif 2.3
# What PIL.Image.Transpose calls the turn that sets a picture upright, by its orientation.
_UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
_SIDEWAYS = (2, 4, 5, 6)  # of these turns


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
                turned = _UPRIGHT.get(exif(image).get(ORIENTATION))
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


def exif(image):
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
