"""CSVで一括登録: many users from a file or from pasted text, a page that shows how far it is, and the report of wrong lines.

A thread hashes the passwords, for the answer must not wait for it; the page leads to itself until all is done, by a link,
and where the browser does so by itself. When the process ends meanwhile, a button goes on with the work.
"""

import logging
import threading

from bottle import response

from models import base, directory, rights, user_import
from models.base import NotAllowed
from models.importing import COLUMNS
from views import upload

log = logging.getLogger(__name__)

_REFRESH = 5  # seconds
_EXAMPLE = "00201,見本 一郎,ミホン イチロウ,ichiro@example.jp,Secret_pass1,一般ユーザー"


def show(visit, problems=None):
    rights.site_only(visit.viewer)
    if directory.is_mapped():
        raise NotAllowed
    return visit.page(
        "members/import", title="CSVで一括登録", problems=problems or {}, last=user_import.last(visit.viewer), columns=",".join(COLUMNS),
        example=_EXAMPLE, most=user_import.MOST_USERS)


def start(visit):
    if visit.is_repeated:
        return visit.redirect(_path(user_import.last(visit.viewer)))
    rights.site_only(visit.viewer)
    data = _sent(visit)
    if not data:
        return show(visit, {"": "ファイルを選ぶか、CSVの内容を貼り付けてください。"})
    if len(data) > upload.LARGEST:
        return show(visit, {"": "ファイルが大きすぎます。いくつかに分けてください。"})
    import_id = user_import.start(visit.viewer, data, visit.session_id, visit.done_key)
    if import_id is None:  # the same press came twice at once
        import_id = user_import.last(visit.viewer)
    if user_import.find(visit.viewer, import_id, visit.session_id).state == user_import.WORKING:
        begin(visit.viewer, import_id, visit.session_id)
    return visit.redirect(_path(import_id))


def _sent(visit):
    """The bytes of the file, or what was pasted."""
    for _, file in visit.form.files("file"):
        file.seek(0)
        return file.read(upload.LARGEST + 1)
    return visit.form.get("csv")


def _path(import_id):
    return f"/users/import/{import_id}" if import_id else "/users/import"


def begin(viewer, import_id, key):
    """Works at a registration in a thread of its own."""
    threading.Thread(target=_work, args=(viewer, import_id, key), name="user_import", daemon=True).start()


def _work(viewer, import_id, key):
    try:
        user_import.work(viewer, import_id, key)
    except Exception as error:  # what is left of it waits for somebody to go on
        log.error("a registration of users stopped", exc_info=error)
    finally:
        base.disconnect()


def progress(visit, import_id):
    found = user_import.find(visit.viewer, int(import_id), visit.session_id)
    if found.is_moving:
        response.set_header("Refresh", str(_REFRESH))
    rows = visit.window(lambda start, count: user_import.report(visit.viewer, found.id, start, count), _path(found.id))
    return visit.page("members/progress", title="CSVで一括登録", found=found, rows=rows, path=_path(found.id))


def go_on(visit, import_id):
    found = user_import.find(visit.viewer, int(import_id), visit.session_id)
    begin(visit.viewer, found.id, visit.session_id)
    return visit.redirect(_path(found.id))


def give_up(visit, import_id):
    if not visit.is_repeated:
        user_import.give_up(visit.viewer, int(import_id), visit.done_key)
    return visit.redirect("/users/import")
