"""What a file is, found by looking into it: neither its name nor what the phone says of it is believed.

What is not on the list is OTHER, whether it is harmless or a program, a web page or a drawing with scripts in it: it is
kept and can be taken home, and no browser is ever told to open it.
"""

import re
import unicodedata
import zipfile

from models.texts import UNUSABLE

OTHER = "application/octet-stream"
LONGEST_NAME = 100  # characters

_OPEN = "application/vnd.openxmlformats-officedocument."
_OFFICE = {
    "word/": _OPEN + "wordprocessingml.document", "xl/": _OPEN + "spreadsheetml.sheet", "ppt/": _OPEN + "presentationml.presentation",
}
# The names of their main streams, in the directory of a compound file (Microsoft, MS-CFB).
_OLD_OFFICE = {
    "WordDocument": "application/msword", "Workbook": "application/vnd.ms-excel", "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
# How files of a type are named; the first is added to a name that ends like none of them.
ENDINGS = {
    "image/gif": ("gif",), "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"), "image/png": ("png",), "image/webp": ("webp",),
    "application/pdf": ("pdf",), "application/zip": ("zip",), "text/csv": ("csv",),
    "text/plain": ("txt", "log", "md", "ics", "vcf", "eml", "tsv"),
    _OFFICE["word/"]: ("docx",), _OFFICE["xl/"]: ("xlsx",), _OFFICE["ppt/"]: ("pptx",),
    "application/msword": ("doc", "dot"), "application/vnd.ms-excel": ("xls", "xlt"), "application/vnd.ms-powerpoint": ("ppt", "pps", "pot"),
}
_MOST_MEMBERS = 10_000  # of a zip, looked at
_PROGRAM = re.compile(r"(?:^|/)(?:vbaProject\.bin|AndroidManifest\.xml|META-INF/MANIFEST\.MF)$")
# A text that some program would rather run than show.
_SCRIPT = re.compile(r"\s*(?:<|#!|@echo|%!)|.*<(?:script|html|svg|body|iframe|\?php|!doctype)\b", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Marks that turn the reading direction (gpj.exe reads exe.jpg after one), and characters that are none in Unicode.
_UNSEEN = re.compile("[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")


def recognise(file, name):
    """The media type of what a seekable file holds, or OTHER; name: only tells which program a text or a zip is meant for.

    A picture is told by how it begins, and whoever keeps it must decode it.
    """
    file.seek(0)
    head = file.read(512)
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(file, _ending(name))
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(file)
    return _text(file, _ending(name))


def _ending(name):
    return name.rpartition(".")[2].lower() if "." in name else ""


def _archive(file, ending):
    """A zip, an Office document in one, or OTHER: broken, or with programs that run when it is opened."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return OTHER
    if len(names) > _MOST_MEMBERS or any(_PROGRAM.search(name) for name in names):
        return OTHER
    if "[Content_Types].xml" in names:
        return next((kind for folder, kind in _OFFICE.items() if any(name.startswith(folder) for name in names)), OTHER)
    return "application/zip" if ending in ("zip", "") else OTHER


def _compound(file):
    """An Office document of before 2007; installers and mails are compound files, too, and are OTHER."""
    file.seek(0)
    data = file.read()
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        return OTHER
    # A directory entry: the name, filled with zeros to 64 bytes, then its length with the final zero.
    for name, kind in _OLD_OFFICE.items():
        encoded = name.encode("utf-16-le")
        if encoded.ljust(64, b"\0") + (len(encoded) + 2).to_bytes(2, "little") in data:
            return kind
    return OTHER


def _text(file, ending):
    file.seek(0)
    text = _decoded(file.read())
    if text is None or _CONTROL.search(text) or _SCRIPT.match(text):
        return OTHER
    if ending == "csv":
        return "text/csv"
    return "text/plain" if not ending or ending in ENDINGS["text/plain"] else OTHER


def _decoded(data):
    """Bytes as text, in one of the charsets that texts come in here; None where they are none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        charsets = ["utf-16"]
    else:
        charsets = ["utf-8", "cp932"]
    for charset in charsets:
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            pass
    return None


def clean_name(name, media_type):
    """A file's name as it may stand on any system: no path, nothing invisible, not too long, with an ending that fits."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = _UNSEEN.sub("", UNUSABLE.sub("", name.replace("\n", " ").replace("\t", " ")))
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    known = ENDINGS.get(media_type)
    if not dot or len(ending) > 10 or (known and ending.lower() not in known and media_type != "text/plain"):
        stem, ending = name, known[0] if known else ""
    ending = f".{ending}" if ending else ""
    return stem[:LONGEST_NAME - len(ending)].rstrip(" .") + ending
