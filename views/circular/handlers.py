"""回覧 and レポート: what is mounted where."""

import functools

from views.circular import reading, writing
from views.circular.kinds import CIRCULAR, REPORT

_ONE = "/<circular_id:re:[0-9]{1,18}>"

_SCREENS = [
    ("GET", "", reading.received),
    ("POST", "", writing.add),
    ("GET", "/sent", reading.sent),
    ("GET", "/new", writing.new),
    ("GET", _ONE, reading.show),
    ("POST", _ONE, writing.change),
    ("GET", f"{_ONE}/reply", reading.reply),
    ("POST", f"{_ONE}/confirmation", reading.confirm),
    ("GET", f"{_ONE}/answers", reading.answers),
    ("GET", f"{_ONE}/waiting", reading.waiting),
    ("GET", f"{_ONE}/answers/<user_id:re:[0-9]{{5}}>", reading.answer),
    ("GET", f"{_ONE}/edit", writing.edit),
    ("GET", f"{_ONE}/people", writing.people),
    ("POST", f"{_ONE}/people", writing.add_people),
    ("POST", f"{_ONE}/reminder", writing.remind),
    ("POST", f"{_ONE}/closing", writing.close),
    ("GET", f"{_ONE}/deletion", writing.confirm_deletion),
    ("POST", f"{_ONE}/deletion", writing.delete),
]

ROUTES = [
    (method, kind.path + path, functools.partial(handler, kind=kind), "signed_in")
    for kind in (CIRCULAR, REPORT) for method, path, handler in _SCREENS
]
ITEMS = {kind.key: f"{kind.path}/{{}}" for kind in (CIRCULAR, REPORT)}
