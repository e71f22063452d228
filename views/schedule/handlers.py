"""予定: what is mounted where."""

from views.schedule import days, editing

_DAY = "<day:re:[0-9]{8}>"
_USER = "<user_id:re:[0-9]{5}>"
_EVENT = "/event/<event_id:re:[0-9]{1,18}>/" + _DAY

ITEMS = {"event": "/event/{}"}

ROUTES = [
    ("GET", "/schedule", days.today, "signed_in"),
    ("GET", "/day", days.jump, "signed_in"),
    ("GET", f"/day/{_DAY}", days.day, "signed_in"),
    ("GET", f"/day/{_DAY}/{_USER}", days.day, "signed_in"),
    ("GET", f"/week/{_DAY}", days.week, "signed_in"),
    ("GET", f"/week/{_DAY}/{_USER}", days.week, "signed_in"),
    ("GET", "/month/<month:re:[0-9]{6}>", days.month, "signed_in"),
    ("GET", f"/month/<month:re:[0-9]{{6}}>/{_USER}", days.month, "signed_in"),
    ("GET", "/people", days.people, "signed_in"),
    ("GET", "/units", days.units, "signed_in"),
    ("GET", f"/group/<unit_id:re:[0-9]{{1,18}}>/{_DAY}", days.group, "signed_in"),
    ("GET", "/event/new", editing.new, "signed_in"),
    ("POST", "/event", editing.add, "signed_in"),
    ("GET", "/event/<event_id:re:[0-9]{1,18}>", editing.open_event, "signed_in"),
    ("GET", _EVENT, editing.show, "signed_in"),
    ("GET", f"{_EVENT}/edit", editing.edit, "signed_in"),
    ("POST", _EVENT, editing.change, "signed_in"),
    ("GET", f"{_EVENT}/copy", editing.copy, "signed_in"),
    ("GET", f"{_EVENT}/deletion", editing.confirm_deletion, "signed_in"),
    ("POST", f"{_EVENT}/deletion", editing.delete, "signed_in"),
]
