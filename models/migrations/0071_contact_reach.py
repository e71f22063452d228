"""Contacts that were registered before they could be found by number or mail address are found by them too."""

from models.contact import Card, Contact

_BATCH = 1_000
_NAMES = "phone", "mobile", "fax", "mail", "second_mail"
_COLUMNS = [Contact.id, *(getattr(Contact, name) for name in _NAMES)]


def run():
    for member_id, in list(Contact.select(Contact.member_id).distinct().tuples()):
        last = -1
        while rows := _some(member_id, last):
            for last, *values in rows:
                reach = Card(**dict(zip(_NAMES, values))).reach
                if reach:
                    Contact.update(reach=reach).where((Contact.member_id == member_id) & (Contact.id == last)).execute()


def _some(member_id, last):
    return list(Contact.select(*_COLUMNS).where((Contact.member_id == member_id) & (Contact.id > last)).order_by(Contact.id).limit(_BATCH).tuples())
