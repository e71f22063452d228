"""Forms with files: multipart/form-data (RFC 7578), as bytes. What is large lies on the disk, not in memory."""

from bottle import HTTPError
from multipart import MultipartError, MultipartParser, ParserLimitReached, parse_options_header

from models.attachment import LARGEST, MOST_FILES

MOST_BYTES = 16 * 1024 * 1024  # of one post, with its texts; five photos of a phone's usual 3 MB
LIMITS = f"ファイルは1つ{LARGEST // 1024 ** 2}MBまで、{MOST_FILES}つまで、一度に合わせて{MOST_BYTES // 1024 ** 2 - 1}MBまで送れます。"
_IN_MEMORY = 64 * 1024  # bytes of a part that is kept in memory


def is_multipart(environ):
    return environ.get("CONTENT_TYPE", "").lower().startswith("multipart/form-data")


def read(environ, most_text, most_fields):
    """The parts of a post: [(name, value)] of its fields, [(field's name, file's name, seekable file)]; names and values in bytes.

    most_text: bytes of all fields together. Raises HTTPError 413 for too much, 400 for what is no such form. A file
    field that was left empty is not there.
    """
    declared = environ.get("CONTENT_LENGTH") or "0"
    if not declared.isdigit():
        raise HTTPError(400)
    if int(declared) > MOST_BYTES:
        raise HTTPError(413)
    _, options = parse_options_header(environ["CONTENT_TYPE"])
    fields, files, room = [], [], most_text
    try:
        parser = MultipartParser(
            environ["wsgi.input"], options.get("boundary", ""), int(declared), charset="latin-1", part_limit=most_fields,
            spool_limit=_IN_MEMORY, memory_limit=most_text + MOST_FILES * _IN_MEMORY, disk_limit=MOST_BYTES)
        for part in parser:
            name = part.name.encode("latin-1")
            if part.filename is None:
                room -= part.size
                if room < 0:
                    raise HTTPError(413)
                fields.append((name, part.raw))
            elif part.filename or part.size:
                files.append((name, part.filename.encode("latin-1"), part.file))
    except ParserLimitReached:
        raise HTTPError(413) from None
    except (MultipartError, UnicodeEncodeError):
        raise HTTPError(400) from None
    return fields, files
