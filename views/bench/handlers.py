"""The QA bench in the browser, for システム管理者: a screen on a phone or two, what each got and why; and walking as a phone.

What it shows is the visitor's own data, seen as on that phone. Mounted only where the settings say so.
"""

from bottle import HTTPResponse, static_file

from models import rights
from models.base import Invalid
from views.bench import choice, looking, pages, walk
from views.qa.answer import FOLDER


def show(visit):
    rights.system_only(visit.viewer)
    fields = choice.typed(visit.query)
    if not any(fields.values()):
        return pages.show(visit, fields)
    try:
        chosen = choice.read(fields, visit.now)
    except Invalid as error:
        return pages.show(visit, fields, error.problems)
    return pages.show(visit, fields, seen=looking.look(visit, chosen))


def whole(visit):
    """The exact bytes that a phone gets, as a file."""
    rights.system_only(visit.viewer)
    try:
        chosen = choice.read(choice.typed(visit.query), visit.now)
    except Invalid as error:
        return pages.show(visit, choice.typed(visit.query), error.problems)
    found = looking.look(visit, chosen)
    body = found[min(visit.query.number("which"), len(found) - 1)].page.body
    return HTTPResponse(body, headers={
        "Content-Type": "application/octet-stream", "Content-Disposition": 'attachment; filename="page.bin"', "Content-Length": str(len(body)),
        "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
    })


def start(visit):
    """Begins to walk as a phone, in place of whatever walk there was."""
    rights.system_only(visit.viewer)
    fields = choice.typed(visit.form)
    try:
        if visit.in_url:
            raise Invalid({"": "Cookieを受け付けるブラウザで、もう一度ログインしてから始めてください。"})
        chosen, path = choice.first_phone(fields), choice.where(fields, visit.now)[0]
    except Invalid as error:
        return pages.show(visit, fields, error.problems)
    _end(visit)
    begun, address = walk.start(visit, chosen, fields["cookies"] != "off", path)
    return _with_cookies(visit.redirect(address), begun)


def end(visit):
    """The way out: open to everybody, as there may be nobody left whose login it was."""
    _end(visit)
    return _with_cookies(visit.redirect("/bench"), walk.cookies(visit.secure))


def _end(visit):
    there = walk.read(visit.environ)
    if there:
        walk.end(visit.environ, there)


def _with_cookies(answer, values):
    for value in values:
        answer.add_header("Set-Cookie", value)
    return answer


def style(visit):
    return static_file("report.css", root=str(FOLDER))


ROUTES = [
    ("GET", "/bench", show, "signed_in"),
    ("GET", "/bench/bytes", whole, "signed_in"),
    ("POST", "/bench/walk", start, "signed_in"),
    ("GET", "/bench/end", end, "anyone"),
    ("GET", "/bench/report.css", style, "anyone"),
]
