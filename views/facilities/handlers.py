"""設備: what is mounted where."""

from views.facilities import admin, booking, days

ITEMS = {"facility": "/facilities/{}", "reservation": "/reservations/{}"}

_DAY = "<day:re:[0-9]{8}>"
_ID = "re:[0-9]{1,18}"
_FACILITY = f"/facilities/<facility_id:{_ID}>"
_RESERVATION = f"/reservations/<reservation_id:{_ID}>"
_CATEGORY = f"/facilities/admin/<category_id:{_ID}>"

ROUTES = [
    ("GET", "/facilities", days.categories, "signed_in"),
    ("GET", f"/facilities/in/<category_id:{_ID}>/{_DAY}", days.category, "signed_in"),
    ("GET", "/facilities/in", days.jump_in, "signed_in"),
    ("GET", "/facilities/free", days.free, "signed_in"),
    ("GET", "/facilities/day", days.jump, "signed_in"),
    ("GET", _FACILITY, days.day, "signed_in"),
    ("GET", f"{_FACILITY}/{_DAY}", days.day, "signed_in"),
    ("GET", f"{_FACILITY}/note", days.note, "signed_in"),
    ("GET", f"{_FACILITY}/new", booking.new, "signed_in"),
    ("GET", "/reservations", days.mine, "signed_in"),
    ("POST", "/reservations", booking.add, "signed_in"),
    ("GET", _RESERVATION, booking.show, "signed_in"),
    ("GET", f"{_RESERVATION}/edit", booking.edit, "signed_in"),
    ("POST", _RESERVATION, booking.change, "signed_in"),
    ("GET", f"{_RESERVATION}/cancellation", booking.confirm_cancellation, "signed_in"),
    ("POST", f"{_RESERVATION}/cancellation", booking.cancel, "signed_in"),
    ("GET", "/facilities/admin", admin.categories, "signed_in"),
    ("GET", "/facilities/admin/new", admin.new_category, "signed_in"),
    ("POST", "/facilities/admin", admin.add_category, "signed_in"),
    ("GET", _CATEGORY, admin.category, "signed_in"),
    ("GET", f"{_CATEGORY}/edit", admin.edit_category, "signed_in"),
    ("POST", _CATEGORY, admin.change_category, "signed_in"),
    ("GET", f"{_CATEGORY}/deletion", admin.confirm_category_deletion, "signed_in"),
    ("POST", f"{_CATEGORY}/deletion", admin.delete_category, "signed_in"),
    ("GET", f"{_CATEGORY}/new", admin.new, "signed_in"),
    ("POST", f"{_CATEGORY}/facilities", admin.add, "signed_in"),
    ("GET", f"{_FACILITY}/edit", admin.edit, "signed_in"),
    ("POST", _FACILITY, admin.change, "signed_in"),
    ("GET", f"{_FACILITY}/deletion", admin.confirm_deletion, "signed_in"),
    ("POST", f"{_FACILITY}/deletion", admin.delete, "signed_in"),
]
