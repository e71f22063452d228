"""The number that a person gives colleagues to call: one's own choice, in 設定."""

import re
import unicodedata

from peewee import CompositeKey, TextField

from models.base import Base, Invalid, transaction

_NUMBER = re.compile(r"\+?[0-9][0-9-]{1,18}[0-9]", re.ASCII)


class Telephone(Base):
    """Somebody's number, with or without hyphens, as it was typed in half-width."""

    member_id = TextField()
    user_id = TextField()
    number = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id")


def fold(text):
    """A number as it was meant: full-width digits and the many kinds of dashes become what a phone dials."""
    text = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"[‐‑‒–—―−ー-]", "-", re.sub(r"[\s().]", "", text))


def is_number(text):
    """Whether a folded text can be dialled: digits and hyphens, 3 to 20 characters, or + and the same."""
    return bool(_NUMBER.fullmatch(text))


def find(viewer, user_id):
    """The number of somebody of the viewer's member; empty where there is none."""
    found = Telephone.get_or_none(member_id=viewer.member_id, user_id=user_id)
    return found.number if found else ""


def save(viewer, typed):
    """Keeps the viewer's own number, or none for an empty text. Raises Invalid with the field "telephone"."""
    number = fold(typed)
    if number and not is_number(number):
        raise Invalid({"telephone": "電話番号は 03-1234-5678 のように、数字とハイフンで入力してください。"})

    def work():
        mine = (Telephone.member_id == viewer.member_id) & (Telephone.user_id == viewer.user_id)
        if not number:
            Telephone.delete().where(mine).execute()
        elif not Telephone.update(number=number).where(mine).execute():
            Telephone.insert(member_id=viewer.member_id, user_id=viewer.user_id, number=number).execute()

    transaction(work)
