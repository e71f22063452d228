"""伝言: telephone memos, written for colleagues who were not there.

Only the sender and those it was sent to find a memo. A secret one stands in lists, in the queue and on トップ as
SECRET_TITLE, without caller and telephone number, and is not searched: its own page alone tells what is in it.
"""

import datetime
from dataclasses import dataclass

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField

from models import attachment, clock, delivery, search, telephone, texts
from models.attachment import NO_CHANGES
from models.base import Base, Invalid, NotAllowed, NotFound, locked, next_id, once
from models.delivery import Delivery
from models.member import Person

KIND = "memo"
CONFIRMED = "confirmed"  # the answer
SECRET_TITLE = "シークレット"
MOST_USERS = 200
# What most memos say, so that nobody has to type it.
PHRASES = {"call": "折り返し電話をください", "again": "また電話します", "called": "電話があったことだけ", "below": "用件は下記"}


class Memo(Base):
    """A memo. caller: who telephoned; phrase: one of PHRASES or empty; called_at: minutes of Japan time; sent_at: Unix seconds.

    reply_to: the id of the memo that it answers.
    """

    member_id = TextField()
    id = BigIntegerField()
    sender_id = TextField()
    caller = TextField()
    title = TextField()
    phrase = TextField()
    phone = TextField()
    body = TextField()
    secret = BooleanField()
    called_at = BigIntegerField()
    sent_at = BigIntegerField()
    reply_to = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("member_id", "id")


@dataclass(frozen=True)
class Draft:
    """A memo as it is to be sent. called_at: a naive datetime in Japan time; users: the ユーザーIDs it goes to."""

    caller: str = ""
    title: str = ""
    phrase: str = ""
    phone: str = ""
    body: str = ""
    secret: bool = False
    called_at: datetime.datetime | None = None
    users: tuple = ()

    def __post_init__(self):
        object.__setattr__(self, "phone", telephone.fold(self.phone))
        object.__setattr__(self, "body", texts.lines(self.body))
        object.__setattr__(self, "users", tuple(dict.fromkeys(self.users)))

    def problems(self):
        """{field: a sentence that says what to do}; empty where everything is right. The body's field is "note"."""
        problems = texts.problems(
            caller=texts.problem("相手", self.caller, 50, one_line=True), title=texts.problem("件名", self.title, 50, one_line=True),
            note=texts.problem("本文", self.body, 1000),
        )
        if not (self.title.strip() or self.phrase):
            problems.setdefault("title", "用件を選ぶか、件名を入力してください。")
        if self.phrase and self.phrase not in PHRASES:
            problems["phrase"] = "用件を選び直してください。"
        if self.phone and (len(self.phone) > 13 or not telephone.is_number(self.phone)):
            problems["phone"] = "電話番号は 03-1234-5678 のように、数字とハイフンで13文字以内にしてください。"
        if self.called_at is None:
            problems["day"] = "電話のあった日付と時刻を入力してください。"
        if not self.users:
            problems["users"] = "宛先を1人以上選んでください。"
        elif len(self.users) > MOST_USERS:
            problems["users"] = f"宛先は{MOST_USERS}人以内にしてください。"
        return problems


def subject(title, phrase):
    """What a memo is about, in a line."""
    return title or PHRASES.get(phrase, "")


# Writing


def send(viewer, draft, form_key, reply_to=None, files=NO_CHANGES):
    """Sends a memo. Returns its id, or None for a repeated post. Raises Invalid.

    reply_to: the memo that it answers, which is confirmed with it; where the viewer has none with this id, the memo goes without.
    files: attachment.Changes.
    """
    problems = draft.problems()
    if problems:
        raise Invalid(problems)

    def work():
        _check_users(viewer.member_id, draft.users)
        memo_id = _insert(viewer.member_id, viewer.user_id, draft, _answered(viewer, reply_to))
        attachment.change(viewer, KIND, memo_id, files)
        return memo_id

    return once(viewer.member_id, form_key, work)


def confirm(viewer, memo_id, form_key):
    """Notes that the viewer has read a memo; what was confirmed before stays so. Raises NotFound."""
    once(viewer.member_id, form_key, lambda: delivery.answer(viewer, KIND, memo_id, CONFIRMED))


def take_back(viewer, memo_id, form_key):
    """Deletes a memo that the viewer sent and nobody has confirmed.

    Raises NotFound, NotAllowed for what others sent, and Invalid where somebody has confirmed it.
    """

    def work():
        mine = (Memo.member_id == viewer.member_id) & (Memo.id == memo_id)
        found = locked(Memo.select(Memo.sender_id).where(mine)).first()
        received = delivery.has(viewer, KIND, memo_id)
        if found is None or (found.sender_id != viewer.user_id and not received):
            raise NotFound
        if found.sender_id != viewer.user_id:
            raise NotAllowed
        # Locked: whoever confirms at this moment either comes first, or finds the memo gone.
        theirs = (Delivery.member_id == viewer.member_id) & (Delivery.kind == KIND) & (Delivery.item_id == memo_id)
        if not all(row.is_open for row in locked(Delivery.select(Delivery.is_open).where(theirs))):
            raise Invalid({"": "確認した人がいるため、取り消せません。必要なときは、続きの伝言を送ってください。"})
        delivery.take_back(viewer.member_id, KIND, memo_id)
        attachment.take_back(viewer.member_id, KIND, memo_id)
        Memo.delete().where(mine).execute()
        search.remove(viewer.member_id, KIND, memo_id)

    once(viewer.member_id, form_key, work)


def _check_users(member_id, users):
    """A memo goes to colleagues who may log in."""
    found = Person.select(Person.user_id).where(
        (Person.member_id == member_id) & Person.user_id.in_(users) & ~Person.disabled).tuples()
    if set(users) - {user_id for user_id, in found}:
        raise Invalid({"users": "宛先に、いまは登録されていない人がいます。宛先を選び直してください。"})


def _answered(viewer, memo_id):
    """The memo that is answered, now confirmed; None where it is not the viewer's, or was taken back meanwhile."""
    if memo_id is None:
        return None
    if delivery.has(viewer, KIND, memo_id):
        delivery.answer(viewer, KIND, memo_id, CONFIRMED)
        return memo_id
    sent = (Memo.member_id == viewer.member_id) & (Memo.id == memo_id) & (Memo.sender_id == viewer.user_id)
    return memo_id if Memo.select(Memo.id).where(sent).exists() else None


def _insert(member_id, sender_id, draft, reply_to=None):
    memo_id = next_id(member_id, KIND)
    about = subject(draft.title, draft.phrase)
    Memo.insert(
        member_id=member_id, id=memo_id, sender_id=sender_id, caller=draft.caller, title=draft.title, phrase=draft.phrase,
        phone=draft.phone, body=draft.body, secret=draft.secret, called_at=clock.minutes(draft.called_at), sent_at=clock.unix(),
        reply_to=reply_to,
    ).execute()
    if draft.secret:
        delivery.send(member_id, KIND, memo_id, draft.users, sender_id, SECRET_TITLE)
        return memo_id
    title = f"{draft.caller} {about}".strip()
    delivery.send(member_id, KIND, memo_id, draft.users, sender_id, title, draft.phone)
    readers = tuple(dict.fromkeys((sender_id, *draft.users)))
    search.put(member_id, KIND, memo_id, title, "\n".join((draft.phone, draft.title, draft.body)), readers)
    return memo_id
