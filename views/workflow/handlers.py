"""ワークフロー: what is mounted where."""

import functools

from views.workflow import changing, deciding, designing, filling, lists

ITEMS = {"application": "/workflow/{}", "approval": "/workflow/{}", "result": "/workflow/{}"}

_NUMBER = "[0-9]{1,18}"
_ONE = f"/workflow/<application_id:re:{_NUMBER}>"
_NEW = f"/workflow/new/<form_id:re:{_NUMBER}>"
_FORM = f"/workflow/forms/<form_id:re:{_NUMBER}>"
_START = "<start:re:[0-9]{1,2}>"
_PLACE = "/<place:re:[0-9]{1,2}>"
_APPROVER = f"{_ONE}/approver/<step:re:[0-9]{{1,2}}>/<user_id:re:[0-9]{{5}}>"

ROUTES = [
    ("GET", "/workflow", lists.menu, "signed_in"),
    ("GET", "/workflow/<kind:re:waiting|mine|decided|all|stuck>", lists.some, "signed_in"),
    ("GET", "/workflow/new", lists.forms, "signed_in"),
    ("GET", _NEW, filling.new, "signed_in"),
    ("GET", f"{_NEW}/{_START}", filling.new, "signed_in"),
    ("GET", f"{_NEW}/about", filling.about, "signed_in"),
    ("POST", _NEW, filling.apply, "signed_in"),
    ("POST", f"{_NEW}/deletion", filling.forget, "signed_in"),
    ("GET", _ONE, deciding.show, "signed_in"),
    ("POST", f"{_ONE}/decision", deciding.decide, "signed_in"),
    ("POST", f"{_ONE}/confirmation", deciding.confirm, "signed_in"),
    ("GET", f"{_ONE}/round/<number:re:{_NUMBER}>", deciding.content, "signed_in"),
    ("GET", f"{_ONE}/round/<number:re:{_NUMBER}>/<place:re:[0-9]{{1,2}}>", deciding.value, "signed_in"),
    ("GET", f"{_ONE}/history", deciding.history, "signed_in"),
    ("GET", f"{_ONE}/history/<number:re:{_NUMBER}>", deciding.event, "signed_in"),
    ("GET", f"{_ONE}/route", deciding.route, "signed_in"),
    ("GET", f"{_ONE}/edit", filling.edit, "signed_in"),
    ("GET", f"{_ONE}/edit/{_START}", filling.edit, "signed_in"),
    ("POST", f"{_ONE}/copy", filling.copy, "signed_in"),
    ("POST", f"{_ONE}/edit", filling.apply_again, "signed_in"),
    ("GET", f"{_ONE}/withdrawal", changing.confirm_withdrawal, "signed_in"),
    ("POST", f"{_ONE}/withdrawal", changing.withdraw, "signed_in"),
    ("GET", _APPROVER, changing.approver, "signed_in"),
    ("POST", _APPROVER, changing.replace, "signed_in"),
    ("GET", "/workflow/forms", designing.forms, "signed_in"),
    ("GET", "/workflow/forms/new", designing.new, "signed_in"),
    ("POST", "/workflow/forms", designing.make, "signed_in"),
    ("GET", _FORM, designing.form, "signed_in"),
    ("GET", f"{_FORM}/name", designing.name, "signed_in"),
    ("POST", f"{_FORM}/name", designing.describe, "signed_in"),
    *(
        ("POST", f"{_FORM}/{verb}", functools.partial(designing.carry_out, verb=verb), "signed_in")
        for verb in ("publication", "discard", "copy", "stop", "resumption")
    ),
    *(
        (method, f"{_FORM}/{part}{path}", functools.partial(handler, part=part), "signed_in")
        for part in ("fields", "route")
        for method, path, handler in (
            ("GET", "", designing.items), ("GET", "/new", designing.item), ("POST", "", designing.save), ("GET", _PLACE, designing.item),
            ("POST", _PLACE, designing.save), ("POST", f"{_PLACE}/place", designing.move), ("POST", f"{_PLACE}/deletion", designing.remove),
        )
    ),
]
