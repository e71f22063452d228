"""インフォメーション to write: posted by anybody, changed and deleted by the author or a システム管理者."""

import datetime
from dataclasses import dataclass

from models import attachment, clock, info_category, search, texts
from models.attachment import NO_CHANGES
from models.base import Invalid, NotAllowed, NotFound, Stale, locked, next_id, once, transaction
from models.info import Info, InfoRead, InfoReply
from models.member import Person

_FIRST, _LAST = datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)  # of the calendar
_BATCH = 500  # ids in one statement


@dataclass(frozen=True)
class Draft:
    """A notice as it is to be. first, last: the days (dates) of its showing; category_id: 0 for none."""

    title: str = ""
    body: str = ""
    category_id: int = 0
    first: datetime.date | None = None
    last: datetime.date | None = None

    def __post_init__(self):
        object.__setattr__(self, "body", texts.lines(self.body))

    def check(self):
        """Raises Invalid where something is wrong with it."""
        problems = texts.problems(
            title=texts.problem("タイトル", self.title, 50, required=True, one_line=True),
            body=texts.problem("本文", self.body, 10_000, required=True), last=_period_problem(self.first, self.last),
        )
        if problems:
            raise Invalid(problems)


def _period_problem(first, last):
    if first is None or last is None:
        return "掲示する最初の日と最後の日を入力してください。"
    if last < first:
        return "掲示する最後の日は、最初の日か、それより後の日にしてください。"
    return "" if _FIRST <= first and last <= _LAST else "日付は1970年から2099年の間にしてください。"


def post(viewer, draft, today, form_key, files=NO_CHANGES):
    """Posts a notice with its files; today: a date. Returns its id, or None for a repeated post. Raises Invalid."""
    draft.check()

    def work():
        info_id = next_id(viewer.member_id, "info")
        Info.insert(
            member_id=viewer.member_id, id=info_id, author_id=viewer.user_id, posted_at=clock.unix(), changed_at=None, version=1,
            **_fields(viewer, draft),
        ).execute()
        InfoRead.insert(member_id=viewer.member_id, user_id=viewer.user_id, info_id=info_id).execute()
        attachment.change(viewer, "info", info_id, files)
        _index(viewer.member_id, info_id, viewer.user_id, draft, today)
        return info_id

    return once(viewer.member_id, form_key, work)


def change(viewer, info_id, draft, version, today, form_key, files=NO_CHANGES):
    """Makes of a notice what the draft says; version: that of the notice when it was shown; files: attachment.Changes.

    Raises NotFound, NotAllowed, Stale and Invalid.
    """

    def work():
        found = _locked(viewer, info_id, today)
        if found.version != version:
            raise Stale
        draft.check()
        news = _fields(viewer, draft, found.category_id)
        Info.update(version=version + 1, changed_at=clock.unix(), **news).where(_with_id(viewer, info_id)).execute()
        attachment.change(viewer, "info", info_id, files)
        _index(viewer.member_id, info_id, found.author_id, draft, today)

    once(viewer.member_id, form_key, work)


def delete(viewer, info_id, today, form_key):
    """Deletes a notice with its replies and files. Raises NotFound and NotAllowed."""

    def work():
        _locked(viewer, info_id, today)
        Info.delete().where(_with_id(viewer, info_id)).execute()
        InfoReply.delete().where((InfoReply.member_id == viewer.member_id) & (InfoReply.info_id == info_id)).execute()
        _forget_readers(viewer.member_id, info_id)
        attachment.take_back(viewer.member_id, "info", info_id)
        search.remove(viewer.member_id, "info", info_id)

    once(viewer.member_id, form_key, work)


def _with_id(viewer, info_id):
    return (Info.member_id == viewer.member_id) & (Info.id == info_id)


def _locked(viewer, info_id, today):
    """A notice that the viewer may change, kept from others until the transaction ends."""
    found = locked(Info.select().where(_with_id(viewer, info_id))).first()
    if found is None:
        raise NotFound
    if not (viewer.system_admin or found.author_id == viewer.user_id):
        raise NotAllowed if found.first_day <= today.toordinal() <= found.last_day else NotFound
    return found


def _fields(viewer, draft, category_id=0):
    """The columns that a draft decides; category_id: the one there was, which may stay though it is gone."""
    known = {category_id, 0, *(row.id for row in info_category.categories(viewer))}
    if draft.category_id not in known:
        raise Invalid({"category": "分類を選び直してください。"})
    return {
        "category_id": draft.category_id, "title": draft.title, "body": draft.body, "first_day": draft.first.toordinal(),
        "last_day": draft.last.toordinal(),
    }


def _forget_readers(member_id, info_id):
    """By everybody's key: an index by notice would be as large as the table, for this alone."""
    everybody = [user_id for user_id, in Person.select(Person.user_id).where(Person.member_id == member_id).tuples()]
    for start in range(0, len(everybody), _BATCH):
        some = InfoRead.user_id.in_(everybody[start:start + _BATCH])
        InfoRead.delete().where((InfoRead.member_id == member_id) & some & (InfoRead.info_id == info_id)).execute()


def index_turned(member_id, since, today):
    """Lets search find what has begun to be shown after one day (date) until today, and no more what has ended: a nightly job.

    Yields the id of each such notice after its transaction.
    """
    after, until = since.toordinal(), today.toordinal()
    turned = ((Info.first_day > after) & (Info.first_day <= until)) | ((Info.last_day >= after) & (Info.last_day < until))
    for info_id, in list(Info.select(Info.id).where((Info.member_id == member_id) & turned).order_by(Info.first_day, Info.id).tuples()):
        transaction(lambda info_id=info_id: _index_again(member_id, info_id, today))
        yield info_id


def _index_again(member_id, info_id, today):
    found = locked(Info.select().where((Info.member_id == member_id) & (Info.id == info_id))).first()
    if found is not None:  # else it was deleted meanwhile
        first, last = (datetime.date.fromordinal(day) for day in (found.first_day, found.last_day))
        _index(member_id, info_id, found.author_id, Draft(found.title, found.body, first=first, last=last), today)


def _index(member_id, info_id, author_id, draft, today):
    """Lets everybody find a notice while it is shown; before and after, only its author."""
    readers = None if draft.first <= today <= draft.last else [author_id]
    search.put(member_id, "info", info_id, draft.title, draft.body, readers, draft.first)
