"""What the entry of a user on the member site may hold, and putting users into the person table, one or many."""

import re
from typing import NamedTuple

import peewee

from models import texts
from models.base import Invalid, insert_rows
from models.member import Person
from models.profile import Profile

LONGEST_NAME, LONGEST_MAIL = 50, 100  # characters
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+", re.ASCII)
TAKEN = "このユーザーIDは、すでに登録されています。"
USED = "このユーザーIDは、削除した人が使っていました。別のIDにしてください。"


class Entry(NamedTuple):
    """What a 管理者 writes down of a user. site_admin: the 権限区分 「管理者」."""

    name: str
    kana: str = ""
    mail: str = ""
    site_admin: bool = False


def problems(entry):
    """{field: what is wrong with it}, of an Entry's name, kana and mail."""
    def problem(label, text, most, **rules):
        return texts.problem(label, text.replace("\t", "\0"), most, one_line=True, **rules)  # a name has no tabs either

    mail = problem("メールアドレス", entry.mail, LONGEST_MAIL)
    if entry.mail and not mail and not _MAIL.fullmatch(entry.mail):
        mail = "メールアドレスの形が正しくありません。"
    return texts.problems(
        name=problem("氏名", entry.name, LONGEST_NAME, required=True), kana=problem("フリガナ", entry.kana, LONGEST_NAME), mail=mail)


def used(member_id, user_ids):
    """{user_id: why it can't be registered} of those ids that somebody has, or had.

    What somebody left behind, as memos that came in, must not be read by whoever gets the same id later. Who was deleted
    has a profile still: the groupware goes on showing the name.
    """
    found = {}
    for table, why in ((Profile, USED), (Person, TAKEN)):
        theirs = table.member_id == member_id
        if len(user_ids) == 1:
            theirs &= table.user_id == next(iter(user_ids))
        found |= {user_id: why for user_id, in table.select(table.user_id).where(theirs).tuples() if user_id in user_ids}
    return found


def insert(member_id, people):
    """Registers people, (user_id, Entry, password hash) each; in a transaction. Raises Invalid with the field "user_id"."""
    rows = [(member_id, user_id, *entry[:3], its_hash, entry.site_admin, False) for user_id, entry, its_hash in people]
    try:
        insert_rows(Person, rows)
    except peewee.IntegrityError:  # another 管理者 registers the same id at this moment
        raise Invalid({"user_id": TAKEN}) from None
