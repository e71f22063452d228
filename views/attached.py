"""An item's files in its page and in its form. How a function gets them: models/attachment.py."""

from typing import NamedTuple

from models import attachment, picture
from models.attachment import Changes
from models.base import Invalid
from views.page import Slice

_SHORT = 24  # characters of a name where a page is small
_ENDINGS = {"JPEG": "jpg", "GIF": "gif", "PNG": "png"}
_MOST_REMOVED = 100
_MISSING = "写真・ファイルがまだ選ばれていません。もう一度選んで送信するか、「ファイルなしで登録」を押してください。"


class Shown(NamedTuple):
    """A file as a page shows it. label: its name, cut on small pages; href: None where the phone can't take it.

    src, width, height: of the picture in the page, fitted to the phone; src is None where there is none.
    """

    id: int
    label: str
    size: str
    href: str | None
    src: str | None
    width: int
    height: int


class Files(Slice):
    """An item's files on its own page, as many as the page takes; more: all of them have a page of their own."""

    def __init__(self, rows, url):
        super().__init__(rows, 0, len(rows), url)

    @property
    def more(self):
        return self.end < len(self.whole)

    def shrink(self, excess):
        if not self.end:
            return False
        self.end -= 1
        return True


class Field(Files):
    """The files in a form: those that are there, to be removed, and whether some were chosen that must be chosen again.

    is_lost: some were chosen and have not been chosen again; is_missing: and it has just been sent without them.
    """

    def __init__(self, rows, removed, is_copy, is_lost, is_missing):
        super().__init__(rows, "")
        self.removed, self.is_copy, self.is_lost, self.is_missing = removed, is_copy, is_lost, is_missing


def rows(visit, files):
    """Files as Shown: as many pictures in the page as the phone takes at once."""
    pictures, found = visit.device.dialect.pictures, []
    for file in files:
        found.append(_shown(visit.device, file, pictures > 0))
        pictures -= file.width > 0
    return found


def shown(visit, kind, item_id):
    """The item's files for its page, the template's ``files``; among the page's values it stands before a long text.

    Its rights have been asked.
    """
    return Files(rows(visit, _listed(visit, kind, item_id)), f"/files/{kind}/{item_id}")


def field(visit, kind, item_id, is_copy=False):
    """The item's files for its form, the template's ``attached``; item_id: 0 where there is no item yet.

    is_copy: it's a copy of an item with files, which says that they are not copied.
    """
    found = [_shown(visit.device, file, False) for file in _listed(visit, kind, item_id)] if item_id else []
    is_post = visit.environ["REQUEST_METHOD"] == "POST"
    return Field(
        [] if is_copy else found, _removed(visit) if is_post else frozenset(), is_copy and bool(found), is_post and bool(lost(visit)),
        is_post and _is_missing(visit))


def read(visit):
    """The attachment.Changes of a form. Takes its time: when all else was found right. Raises Invalid with the field "files".

    A form that came back and is sent without the files that were chosen before is not meant like that, unless it says so.
    """
    if _is_missing(visit):
        raise Invalid({"files": _MISSING})
    return Changes(attachment.prepared(visit.form.files("files")), _removed(visit))


def lost(visit):
    """{"files": what to do} where a form with files comes back: no browser lets a page fill in a file's name."""
    return {"files": "写真やファイルは、もう一度選んでください。"} if visit.form.files("files") or _is_missing(visit) else {}


def _is_missing(visit):
    """Whether files that were chosen before are missing now, and nobody has said that none are wanted."""
    return "lost" in visit.form and "without" not in visit.form and not visit.form.files("files")


def _listed(visit, kind, item_id):
    return attachment.listed(visit.viewer.member_id, kind, item_id)


def _removed(visit):
    return frozenset(int(text) for text in visit.form.all("remove")[:_MOST_REMOVED] if text.isdecimal() and len(text) < 18)


def _shown(device, file, has_room):
    dialect = device.dialect
    address, src, width, height = f"/files/{file.id}", None, 0, 0
    href = address if file.size <= dialect.file_limit else None
    if file.width and dialect.picture:
        width, height = picture.size_within(file.width, file.height, device.picture_width)
        fitted = f"{address}/{width}.{_ENDINGS[dialect.picture]}"
        src = fitted if has_room else None
        href = href or (None if has_room else fitted)
    return Shown(file.id, _label(file.name, dialect), _size(file.size), href, src, width, height)


def _label(name, dialect):
    if dialect.markup == "html5" or len(name) <= _SHORT:
        return name
    return f"{name[:_SHORT - 8]}…{name[-7:]}"


def _size(size):
    return f"{size / 1024 ** 2:.1f}MB" if size >= 1024 ** 2 else f"{-(-size // 1024)}KB"
