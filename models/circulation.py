"""回覧 and レポート for those who write them: drafts, sending, changes, more people, reminding, closing, deleting.

Only the author does any of it. All that a post does happens in one transaction, and the row of the circular is locked
first, so that of two posts at once the second one finds what the first has done.
"""

import datetime
from dataclasses import dataclass

from models import attachment, clock, delivery, search, texts
from models.attachment import NO_CHANGES
from models.base import Invalid, NotAllowed, NotFound, Stale, locked, next_id, once
from models.circular import HEADINGS, Circular, titled
from models.delivery import Delivery
from models.member import Person

LONGEST_TITLE, LONGEST_BODY = 50, 10_000
_LONGEST_WANTED = 3_000
_BATCH = 500  # ids in one statement

_NOBODY = "宛先を1人以上選んでください。"


@dataclass(frozen=True)
class Draft:
    """A circular as it is to be.

    due: the day (date) by which it should be confirmed, or None. users: the ユーザーIDs of those it goes to; everybody:
    it goes to all colleagues instead; wanted: the same as it was typed, for a draft that is kept.
    """

    title: str = ""
    body: str = ""
    heading: str = ""
    due: datetime.date | None = None
    users: tuple = ()
    everybody: bool = False
    wanted: str = ""

    def __post_init__(self):
        object.__setattr__(self, "body", texts.lines(self.body))

    def check(self, kind, is_ready=True):
        """Raises Invalid where something is wrong with it; is_ready: it is to be sent, so nothing may be missing."""
        problems = texts.problems(
            title=texts.problem("件名", self.title, LONGEST_TITLE, required=is_ready, one_line=True),
            body=texts.problem("本文", self.body, LONGEST_BODY, required=is_ready),
            heading="" if self.heading in HEADINGS[kind] else "種類を選び直してください。",
            users=texts.problem("宛先", self.wanted, _LONGEST_WANTED, one_line=True),
        )
        if problems:
            raise Invalid(problems)


def write(viewer, kind, draft, form_key, send=True, files=NO_CHANGES):
    """A new circular with its files, sent or kept as a draft. Returns its id, or None for a repeated post. Raises Invalid."""
    draft.check(kind, send)

    def work():
        circular_id = next_id(viewer.member_id, "circular")
        Circular.insert(
            member_id=viewer.member_id, id=circular_id, kind=kind, author_id=viewer.user_id, is_draft=True, is_closed=False,
            written_at=clock.unix(), changed_at=None, reminded_at=None, version=1, **_texts(draft), **_wanted(draft),
        ).execute()
        attachment.change(viewer, kind, circular_id, files)
        if send:
            _send(viewer, kind, circular_id, draft)
        return circular_id

    return once(viewer.member_id, form_key, work)


def rewrite(viewer, kind, circular_id, draft, version, form_key, send=False, ask_again=False, files=NO_CHANGES):
    """Makes of a circular what the draft says.

    version: that of the circular when it was shown. A draft is kept, or sent where send is true. What was sent stays with
    those who have it; ask_again: they are asked for their answer anew, and their replies are deleted. files: attachment.Changes.

    Raises NotFound, NotAllowed, Stale, Invalid.
    """

    def work():
        found = _locked(viewer, kind, circular_id)
        if found.version != version:
            raise Stale
        draft.check(kind, send or not found.is_draft)
        news = _texts(draft) | {"version": version + 1}
        if found.is_draft:
            news |= _wanted(draft) | {"written_at": clock.unix()}
        else:
            news |= {"changed_at": clock.unix(), "is_closed": found.is_closed and not ask_again}
        if ask_again:
            news["reminded_at"] = None
        _update(viewer, circular_id, **news)
        attachment.change(viewer, kind, circular_id, files)
        if found.is_draft:
            if send:
                _send(viewer, kind, circular_id, draft)
            return
        readers = _readers(viewer, kind, circular_id)
        if ask_again:
            delivery.reopen(viewer.member_id, kind, circular_id, readers, _titled(draft))
        elif _titled(draft) != _titled(found):
            delivery.retitle(viewer.member_id, kind, circular_id, _titled(draft))
        _index(viewer, kind, circular_id, draft, readers)

    once(viewer.member_id, form_key, work)


def add_people(viewer, kind, circular_id, users, everybody, form_key):
    """Sends a circular to more people; whoever has it already is not asked again. Raises NotFound, NotAllowed, Invalid."""

    def work():
        found = _locked(viewer, kind, circular_id)
        if found.is_draft:
            raise NotFound
        if found.is_closed:
            raise Invalid({"users": "締め切ったあとは、宛先を追加できません。"})
        readers = _readers(viewer, kind, circular_id)
        more = [user_id for user_id in _recipients(viewer, users, everybody) if user_id not in readers]
        delivery.send(viewer.member_id, kind, circular_id, more, viewer.user_id, _titled(found))
        _index(viewer, kind, circular_id, found, [*readers, *more])

    once(viewer.member_id, form_key, work)


def remind(viewer, kind, circular_id, form_key):
    """Puts a circular first in the queue of everybody who has not confirmed it, at most every delivery.REMIND_EVERY seconds.

    Raises NotFound, NotAllowed, and Invalid where it is too early, or nobody is asked any more.
    """

    def work():
        found, now = _locked(viewer, kind, circular_id), clock.unix()
        if found.is_draft:
            raise NotFound
        if found.reminded_at is not None and found.reminded_at > now - delivery.REMIND_EVERY:
            raise Invalid({"": f"催促できるのは、{delivery.REMIND_EVERY // 60}分に1回までです。"})
        if not delivery.remind(viewer.member_id, kind, circular_id):
            raise Invalid({"": "確認を待っている人は、もういません。"})
        _update(viewer, circular_id, reminded_at=now)

    once(viewer.member_id, form_key, work)


def close(viewer, kind, circular_id, form_key):
    """Nobody need answer any more; answers given stay. Raises NotFound and NotAllowed."""

    def work():
        _locked(viewer, kind, circular_id)
        _update(viewer, circular_id, is_closed=True)
        delivery.close(viewer.member_id, kind, circular_id)

    once(viewer.member_id, form_key, work)


def delete(viewer, kind, circular_id, form_key):
    """Deletes a circular with all answers. Raises NotFound and NotAllowed."""

    def work():
        _locked(viewer, kind, circular_id)
        delivery.take_back(viewer.member_id, kind, circular_id)
        attachment.take_back(viewer.member_id, kind, circular_id)
        Circular.delete().where(_with_id(viewer, circular_id)).execute()
        search.remove(viewer.member_id, kind, circular_id)

    once(viewer.member_id, form_key, work)


def last_people(viewer, kind):
    """The ユーザーIDs, a few at most, whom the viewer's last one went to: the next one is likely to go there, too."""
    mine = (Circular.member_id == viewer.member_id) & (Circular.kind == kind) & (Circular.author_id == viewer.user_id)
    last = Circular.select(Circular.id).where(mine & ~Circular.is_draft).order_by(Circular.id.desc()).limit(1).scalar()
    if last is None:
        return ()
    found = Delivery.select(Delivery.user_id).where(_of_item(viewer, kind, last)).limit(10).tuples()
    return tuple(sorted(user_id for user_id, in found))


# Parts of a transaction


def _with_id(viewer, circular_id):
    return (Circular.member_id == viewer.member_id) & (Circular.id == circular_id)


def _of_item(viewer, kind, circular_id):
    return (Delivery.member_id == viewer.member_id) & (Delivery.kind == kind) & (Delivery.item_id == circular_id)


def _locked(viewer, kind, circular_id):
    """The viewer's own circular, kept from others until the transaction ends."""
    found = locked(Circular.select().where(_with_id(viewer, circular_id) & (Circular.kind == kind))).first()
    if found is None or (found.author_id != viewer.user_id and not delivery.has(viewer, kind, circular_id)):
        raise NotFound
    if found.author_id != viewer.user_id:
        raise NotAllowed
    return found


def _update(viewer, circular_id, **news):
    Circular.update(**news).where(_with_id(viewer, circular_id)).execute()


def _titled(texts):
    return titled(texts.heading, texts.title)


def _texts(draft):
    return {
        "heading": draft.heading, "title": draft.title, "body": draft.body,
        "due_day": draft.due.toordinal() if draft.due else None,
    }


def _wanted(draft):
    return {"wanted": draft.wanted, "everybody": draft.everybody}


def _send(viewer, kind, circular_id, draft):
    users = _recipients(viewer, draft.users, draft.everybody)
    _update(viewer, circular_id, is_draft=False, wanted="", everybody=False, written_at=clock.unix())
    delivery.send(viewer.member_id, kind, circular_id, users, viewer.user_id, _titled(draft))
    _index(viewer, kind, circular_id, draft, users)


def _recipients(viewer, users, everybody):
    """Whom it goes to: colleagues who may log in, and never the author. Raises Invalid."""
    able = Person.select(Person.user_id).where((Person.member_id == viewer.member_id) & ~Person.disabled)
    if everybody:
        found = [user_id for user_id, in able.order_by(Person.user_id).tuples()]
    else:
        found = list(dict.fromkeys(users))
        parts = [found[start:start + _BATCH] for start in range(0, len(found), _BATCH)]
        there = {user_id for part in parts for user_id, in able.where(Person.user_id.in_(part)).tuples()}
        if there != set(found):
            raise Invalid({"users": "宛先に、いまは登録されていない人がいます。宛先を選び直してください。"})
    found = [user_id for user_id in found if user_id != viewer.user_id]
    if not found:
        raise Invalid({"users": _NOBODY})
    return found


def _readers(viewer, kind, circular_id):
    """{ユーザーID} of all it was sent to. Locked: an ordinary read could show who had it before the circular's lock was waited for."""
    found = locked(Delivery.select(Delivery.user_id).where(_of_item(viewer, kind, circular_id)))
    return {user_id for user_id, in found.tuples()}


def _index(viewer, kind, circular_id, texts, readers):
    """Lets those who may see a circular find it; texts: whatever has its title and body."""
    search.put(viewer.member_id, kind, circular_id, _titled(texts), texts.body, [viewer.user_id, *readers])
