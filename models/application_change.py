"""What every verb of the workflow is made of: an application read under lock, changed, noted, and brought to people."""

import json

from models import clock, delivery, filling, search, user
from models.application import STATES, Application, ApplicationApprover, ApplicationContent, ApplicationEvent
from models.base import NotAllowed, NotFound, Stale, insert_rows, locked

_DONE = {"apply": "申請し", "approve": "承認し", "send_back": "差し戻し", "reject": "却下し", "withdraw": "取り下げ"}


class Settled(Stale):
    """The application is not as it was shown: it was decided, sent back or withdrawn. text: a sentence that says by whom."""

    def __init__(self, text):
        super().__init__(text)
        self.text = text


class NotYours(NotAllowed):
    """Whoever may see the application is not who decides now. text: a sentence that says so."""

    def __init__(self, text):
        super().__init__(text)
        self.text = text


def locked_application(viewer, application_id):
    """(an application, its ApplicationApprovers) that the viewer may see, kept from others until the transaction ends."""
    found = locked(Application.select().where((Application.member_id == viewer.member_id) & (Application.id == application_id))).first()
    if found is None:
        raise NotFound
    # Locked too: an ordinary read could show what was there before the lock was waited for.
    approvers = list(locked(ApplicationApprover.select().where(approver_of(found))))
    if viewer.user_id != found.user_id and viewer.user_id not in [row.user_id for row in approvers] and not viewer.system_admin:
        raise NotFound
    return found, approvers


def approver_of(found):
    """The condition for the rows of an application's approvers."""
    return (ApplicationApprover.member_id == found.member_id) & (ApplicationApprover.application_id == found.id)


def changed(found, **news):
    """Changes an application that was read in this transaction, as one event of it. Raises Settled if it is not as it was."""
    same = (Application.member_id == found.member_id) & (Application.id == found.id) & (Application.version == found.version)
    as_it_was = (Application.state == found.state) & (Application.round == found.round) & (Application.step == found.step)
    if not Application.update(version=found.version + 1, **news).where(same & as_it_was).execute():
        raise Settled("この申請は、ほかの人が先に操作しました。いまの内容を確かめてください。")
    for name, value in (news | {"version": found.version + 1}).items():
        setattr(found, name, value)


def note(viewer, found, action, step, comment=""):
    """Writes what happened, under the number that is the application's new version."""
    insert_rows(ApplicationEvent, [
        (found.member_id, found.id, found.version, viewer.user_id, action, found.round, step, comment, clock.unix())])


def put_search(found, approvers):
    """Makes an application be found by those who may see it; system administrators have a list of their own."""
    row = ApplicationContent.get(member_id=found.member_id, application_id=found.id, round=found.round)
    text = "\n".join(filter(None, json.loads(row.content)))
    search.put(found.member_id, "application", found.id, found.title, text, readers=list(dict.fromkeys([found.user_id, *approvers])))


def line_of(found):
    """An application as the queue shows it."""
    return found.title if found.amount is None else f"{found.title} {filling.money(found.amount)}"


def ask_step(found, approvers):
    """Asks those who decide at the present step."""
    people = [row.user_id for row in approvers if row.step == found.step and row.active]
    ask("approval", found, people, found.user_id, line_of(found))


def tell(viewer, found):
    """Tells the applicant what came of it."""
    ask("result", found, [found.user_id], viewer.user_id, f"{STATES[found.state]}: {line_of(found)}")


def ask(kind, found, people, sender_id, title):
    """Sends a delivery to people, or opens again what they have had before."""
    new = delivery.send(found.member_id, kind, found.id, people, sender_id, title)
    delivery.reopen(found.member_id, kind, found.id, [user_id for user_id in people if user_id not in new], title)


def name_in(viewer, user_id):
    """A colleague's name; of someone deleted the ユーザーID is left."""
    try:
        return user.colleague(viewer, user_id).name
    except NotFound:
        return user_id


def what_happened(viewer, found, token=""):
    """A sentence that says who did last what made an application different from what was shown; token: what was."""
    if found.state == "open" and token.partition("-")[0] != str(found.round):
        return "この申請は、差戻しのあとで申請し直されています。新しい内容を確かめてください。"
    moves = ApplicationEvent.select(ApplicationEvent.user_id, ApplicationEvent.action).where(
        (ApplicationEvent.member_id == found.member_id) & (ApplicationEvent.application_id == found.id)
        & (ApplicationEvent.action != "replace"))
    user_id, action = locked(moves.order_by(ApplicationEvent.number.desc()).limit(1)).tuples().first()
    who = "あなた" if user_id == viewer.user_id else f"{name_in(viewer, user_id)}さん"
    return f"この申請は、すでに{who}が{_DONE[action]}ています。"
