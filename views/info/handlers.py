"""インフォメーション: what is mounted where."""

from views.info import categories, reading, replies, writing

_INFO = "/infos/<info_id:re:[0-9]{1,18}>"
_REPLY = f"{_INFO}/replies/<reply_id:re:[0-9]{{1,18}}>"
_CATEGORY = "/infos/categories/<category_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/infos", reading.shown, "signed_in"),
    ("POST", "/infos", writing.post, "signed_in"),
    ("GET", "/infos/own", reading.own, "signed_in"),
    ("GET", "/infos/new", writing.new, "signed_in"),
    ("GET", "/infos/categories", categories.show, "signed_in"),
    ("POST", "/infos/categories", categories.add, "signed_in"),
    ("GET", "/infos/categories/new", categories.new, "signed_in"),
    ("GET", _CATEGORY, categories.edit, "signed_in"),
    ("POST", _CATEGORY, categories.change, "signed_in"),
    ("GET", f"{_CATEGORY}/deletion", categories.confirm_deletion, "signed_in"),
    ("POST", f"{_CATEGORY}/deletion", categories.delete, "signed_in"),
    ("GET", _INFO, reading.show, "signed_in"),
    ("POST", _INFO, writing.change, "signed_in"),
    ("GET", f"{_INFO}/edit", writing.edit, "signed_in"),
    ("GET", f"{_INFO}/deletion", writing.confirm_deletion, "signed_in"),
    ("POST", f"{_INFO}/deletion", writing.delete, "signed_in"),
    ("GET", f"{_INFO}/replies", replies.show, "signed_in"),
    ("POST", f"{_INFO}/replies", replies.add, "signed_in"),
    ("GET", _REPLY, replies.one, "signed_in"),
    ("GET", f"{_REPLY}/deletion", replies.confirm_deletion, "signed_in"),
    ("POST", f"{_REPLY}/deletion", replies.delete, "signed_in"),
]
ITEMS = {"info": "/infos/{}"}
