"""会員情報: a company's address and whom to ask for. Its 管理者 change it, but the company's name and the payment on paper only."""

import re
import unicodedata
from typing import NamedTuple

from peewee import BigIntegerField, TextField

from models import audit, member, registration, rights, telephone, texts
from models.base import Base, Invalid, Stale, once

_POSTAL_CODE = re.compile(r"([0-9]{3})-?([0-9]{4})", re.ASCII)
LABELS = {
    "postal_code": "郵便番号", "address": "住所", "phone": "電話番号", "contact": "担当者", "contact_phone": "担当者の電話番号",
    "contact_mail": "担当者のメールアドレス",
}


class MemberDetail(Base):
    """What is known of a company beside its name. payment: how it pays, in words."""

    member_id = TextField(primary_key=True)
    postal_code = TextField()
    address = TextField()
    phone = TextField()
    contact = TextField()
    contact_phone = TextField()
    contact_mail = TextField()
    payment = TextField()
    version = BigIntegerField()


class Details(NamedTuple):
    """What a 管理者 may change."""

    postal_code: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""
    contact_phone: str = ""
    contact_mail: str = ""


class Company(NamedTuple):
    """A company as its 管理者 see it. version: 0 where nothing was ever written down."""

    name: str
    payment: str
    details: Details
    version: int


def find(viewer):
    """The viewer's Company. Raises NotAllowed."""
    rights.site_only(viewer)
    row = MemberDetail.get_or_none(member_id=viewer.member_id)
    details = Details(*(getattr(row, name) for name in Details._fields)) if row else Details()
    return Company(member.find(viewer.member_id).name, row.payment if row else "", details, row.version if row else 0)


def change(viewer, details, version, form_key):
    """Writes the Details down; version: that of the company when it was shown. Raises NotAllowed, Stale and Invalid."""
    rights.site_only(viewer)
    details = folded(details)
    if problems := _problems(details):
        raise Invalid(problems)

    def work():
        rights.lock_site(viewer)
        if not write(viewer.member_id, MemberDetail.version == version, **details._asdict()):
            raise Stale
        audit.note(viewer, "member.change")

    once(viewer.member_id, form_key, work)


def write(member_id, condition, **values):
    """Writes columns of a company, where the condition on MemberDetail holds; returns whether it did. In a transaction."""
    empty = dict.fromkeys(MemberDetail._meta.sorted_field_names, "") | {"member_id": member_id, "version": 0}
    MemberDetail.insert(empty).on_conflict_ignore().execute()
    mine = (MemberDetail.member_id == member_id) & condition
    return bool(MemberDetail.update(version=MemberDetail.version + 1, **values).where(mine).execute())


def folded(details):
    """Details as they were meant: numbers in half-width, the postal code as 100-0001."""
    code = _POSTAL_CODE.fullmatch(telephone.fold(details.postal_code).removeprefix("〒"))
    return details._replace(
        postal_code="-".join(code.groups()) if code else details.postal_code, phone=telephone.fold(details.phone),
        contact_phone=telephone.fold(details.contact_phone), contact_mail=unicodedata.normalize("NFKC", details.contact_mail).strip())


def _problems(details):
    problems = registration.problems(registration.Entry("名", "", details.contact_mail))
    return texts.problems(
        postal_code="" if not details.postal_code or _POSTAL_CODE.fullmatch(details.postal_code) else "郵便番号は 100-0001 のように入力してください。",
        address=texts.problem(LABELS["address"], details.address, 200, one_line=True),
        phone=phone_problem(LABELS["phone"], details.phone),
        contact=texts.problem(LABELS["contact"], details.contact, 50, one_line=True),
        contact_phone=phone_problem(LABELS["contact_phone"], details.contact_phone),
        contact_mail=problems.get("mail", ""),
    )


def phone_problem(label, number):
    """What is wrong with a folded telephone number; an empty one is right."""
    return f"{label}は 03-1234-5678 のように、数字とハイフンで入力してください。" if number and not telephone.is_number(number) else ""
