"""Attached files: pictures that fit the phone, and files to take home. No browser ever runs one of them."""

import re
from urllib.parse import quote

from bottle import HTTPResponse

from models import attachment, opening, picture
from models.base import NotFound
from views import attached

_FORMATS = {"jpg": "JPEG", "gif": "GIF", "png": "PNG"}
_FRESH = 5 * 60  # seconds for which a browser may show a file again without asking whether one still may see it
_PROTECTED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


def show(visit, kind, item_id):
    """All files of an item whose own page has no room for them."""
    files = opening.listed(visit.viewer, kind, int(item_id))
    found = visit.slice(attached.rows(visit, files), f"/files/{kind}/{item_id}")
    found.more = False
    return visit.page("files/files", title="ファイル", files=found, rows=found)


def download(visit, file_id):
    """A file as it was sent, to be kept; a picture without the place where it was taken."""
    file = opening.find(visit.viewer, int(file_id))
    headers = {
        "Content-Type": file.media_type, "Content-Length": str(file.size), "Content-Disposition": _to_be_kept(file.name),
        "Cache-Control": f"private, max-age={_FRESH}",
    }
    return HTTPResponse(attachment.parts(visit.viewer.member_id, file.id), 200, _PROTECTED | headers)


def show_picture(visit, file_id, width, ending):
    """A picture drawn anew for the phone: at most so wide, and of no more bytes than a picture may have there."""
    file = opening.find(visit.viewer, int(file_id))
    if not file.width:
        raise NotFound
    small = attachment.small_copy(visit.viewer.member_id, file.id)
    data = picture.fit(small, min(max(int(width), 16), picture.SMALL), _FORMATS[ending], visit.device.dialect.picture_limit)
    headers = {
        "Content-Type": f"image/{_FORMATS[ending].lower()}", "Content-Length": str(len(data)), "Content-Disposition": "inline",
        "Cache-Control": f"private, max-age={_FRESH}", "Vary": "User-Agent",
    }
    return HTTPResponse(data, 200, _PROTECTED | headers)


def _to_be_kept(name):
    """Content-Disposition with a name that old browsers read, of ASCII, and the whole one for those of today (RFC 6266)."""
    stem, dot, ending = name.rpartition(".")
    plain = re.sub(r"[^\w .()+-]", "", stem if dot else name, flags=re.ASCII).strip(" .") or "file"
    plain += f".{ending}" if dot and re.fullmatch(r"\w{1,10}", ending, re.ASCII) else ""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


_ID = "<file_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", f"/files/{_ID}", download, "signed_in"),
    ("GET", f"/files/{_ID}/<width:re:[0-9]{{1,4}}>.<ending:re:jpg|gif|png>", show_picture, "signed_in"),
    ("GET", "/files/<kind:re:[a-z]{1,20}>/<item_id:re:[0-9]{1,18}>", show, "signed_in"),
]
