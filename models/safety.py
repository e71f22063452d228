"""安否確認: is everybody safe? Asked of all or some, answered by one key, counted as the answers come in.

A システム管理者 or a 管理者 asks. Whoever was asked sees the question, the own answer and the counts; the names behind
the counts are for whoever asked and for administrators. An answer may be changed as long as the question stands.
"""

from models import clock, delivery, search, telephone, texts
from models.base import Invalid, NotAllowed, insert_rows, next_id, once
from models.member import Person
from models.question import KIND, Question, Row, Safety, SafetyPlace, find, may_start, questions, unanswered

__all__ = [
    "HELP", "KIND", "Question", "Row", "SAFE", "answer", "close", "find", "may_start", "questions", "remind", "start", "unanswered",
]

SAFE, HELP = "safe", "help"


# Asking


def start(viewer, title, body, user_ids, form_key):
    """Asks people (ユーザーID), or with None everybody. Returns the id, or None for a repeated post.

    It comes up in their queues before all else. Raises NotAllowed, Invalid.
    """
    if not may_start(viewer):
        raise NotAllowed
    body = texts.lines(body)
    problems = texts.problems(
        title=texts.problem("件名", title, 50, required=True, one_line=True), body=texts.problem("本文", body, 1000))
    if problems:
        raise Invalid(problems)

    def work():
        asked = _asked(viewer.member_id, user_ids)
        safety_id = next_id(viewer.member_id, KIND)
        insert_rows(Safety, [(viewer.member_id, safety_id, viewer.user_id, title, body, clock.unix(), None, None)])
        delivery.send(viewer.member_id, KIND, safety_id, asked, viewer.user_id, title, telephone.find(viewer, viewer.user_id))
        delivery.remind(viewer.member_id, KIND, safety_id, urgent=True)
        search.put(viewer.member_id, KIND, safety_id, title, body, [viewer.user_id, *asked])
        return safety_id

    return once(viewer.member_id, form_key, work)


def _asked(member_id, user_ids):
    """The ユーザーIDs that a question goes to. Raises Invalid."""
    people = Person.select(Person.user_id).where((Person.member_id == member_id) & ~Person.disabled)
    everybody = [user_id for user_id, in people.tuples()]
    if user_ids is None:
        return everybody
    if not user_ids:
        raise Invalid({"users": "相手を1人以上選ぶか、「全員」を選んでください。"})
    if set(user_ids) - set(everybody):
        raise Invalid({"users": "相手に、いまは登録されていない人がいます。選び直してください。"})
    return list(user_ids)


def remind(viewer, safety_id, form_key):
    """Puts the question before all else again for everybody who has not answered, at most every delivery.REMIND_EVERY seconds.

    Raises NotFound, NotAllowed, and Invalid where it is too early or the question is closed.
    """
    _manager_only(viewer, safety_id)

    def work():
        now = clock.unix()
        due = Safety.reminded_at.is_null() | (Safety.reminded_at <= now - delivery.REMIND_EVERY)
        if not Safety.update(reminded_at=now).where(_of(viewer, safety_id) & Safety.closed_at.is_null() & due).execute():
            raise Invalid({"": f"催促できるのは、回答を受付中に、{delivery.REMIND_EVERY // 60}分に1回までです。"})
        delivery.remind(viewer.member_id, KIND, safety_id, urgent=True)

    once(viewer.member_id, form_key, work)


def close(viewer, safety_id, form_key):
    """Ends a question: nobody is asked any more, and answers stay as they are. Raises NotFound, NotAllowed."""
    _manager_only(viewer, safety_id)

    def work():
        Safety.update(closed_at=clock.unix()).where(_of(viewer, safety_id) & Safety.closed_at.is_null()).execute()
        delivery.close(viewer.member_id, KIND, safety_id)

    once(viewer.member_id, form_key, work)


def _manager_only(viewer, safety_id):
    if not find(viewer, safety_id).may_manage:
        raise NotAllowed


def _of(viewer, safety_id):
    return (Safety.member_id == viewer.member_id) & (Safety.id == safety_id)


# Answering


def answer(viewer, safety_id, answer, form_key, comment=None, place=None):
    """Answers SAFE or HELP, or changes the answer; a comment or place of None stays as it is.

    Returns True; False where the question was closed before, which changes nothing; None for a repeated post. Raises
    NotFound where the viewer was not asked, and Invalid.
    """
    comment = None if comment is None else texts.lines(comment)
    problems = texts.problems(
        answer="" if answer in (SAFE, HELP) else "「無事」か「要救助」を選んでください。",
        place=texts.problem("場所", place or "", 50, one_line=True), comment=texts.problem("ひとこと", comment or "", 400))
    if problems:
        raise Invalid(problems)

    def work():
        old = delivery.find(viewer, KIND, safety_id)
        # Without a lock: in an emergency thousands answer at once, and who answers while it is closed does no harm.
        if Safety.select().where(_of(viewer, safety_id) & Safety.closed_at.is_null()).count() == 0:
            return False
        delivery.amend(viewer, KIND, safety_id, answer, old.comment if comment is None else comment)
        if place is not None:
            _put_place(viewer, safety_id, place)
        return True

    return once(viewer.member_id, form_key, work)


def _put_place(viewer, safety_id, place):
    keys = {"member_id": viewer.member_id, "safety_id": safety_id, "user_id": viewer.user_id}
    mine = [getattr(SafetyPlace, name) == value for name, value in keys.items()]
    if not SafetyPlace.update(place=place).where(*mine).execute() and place:
        SafetyPlace.insert(**keys, place=place).on_conflict_ignore().execute()  # two phones may answer at the same moment
