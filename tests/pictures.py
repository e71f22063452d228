"""Bytes of pictures and files for tests, made here and now."""

import io
import zipfile
import zlib

from PIL import Image


def picture(form="JPEG", size=(320, 240), mode="RGB", exif=None, **options):
    """A picture with something on it, as bytes; exif: {tag: value}."""
    image = Image.radial_gradient("L").resize(size)
    if mode == "P":
        image = image.convert("RGB").quantize(16)
    elif mode == "RGBA":
        image = Image.merge("RGBA", [image, image, Image.new("L", size, 40), image])
    elif mode != "L":
        image = Image.merge("RGB", [image, image.rotate(90, expand=False), Image.new("L", size, 90)]).convert(mode)
    if exif is not None:
        options["exif"] = exif
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def noise(size, quality=95):
    """A JPEG that nothing makes small."""
    image = Image.merge("RGB", [Image.effect_noise(size, 90) for _ in "rgb"])
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def exif_with_place(orientation=1):
    """Exif as a phone writes it: where, when, which way up, whose."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0132], exif[0x013B] = orientation, "2026:11:24 09:30:00", "SATO HANAKO"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (35.0, 41.0, 22.0), "E", (139.0, 41.0, 30.0)
    return exif


def is_there(words, *data):
    return any(word in part for part in data for word in words)


def endless_png(width, height):
    """A PNG of one colour that is small as a file and huge as a picture."""
    def chunk(kind, content):
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    packer = zlib.compressobj(9)
    row = b"\0" + bytes((width + 7) // 8)
    rows = b"".join([packer.compress(row * 1000) for _ in range(height // 1000)] + [packer.flush()])
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([1, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def archive(*names):
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def compound(stream):
    """As much of an old Office file as tells what it is: its signature, and a directory entry."""
    name = stream.encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + bytes(446)
