"""What is new: the counts that トップ shows, in one query."""

from peewee import Value

from models import delivery, info, todo
from models.base import Read

# What the queue goes through, one after the other: what was sent and awaits an answer.
QUEUED = ("safety", "memo", "circular", "report", "approval", "result", "invitation")


def counts(viewer, today):
    """{kind: how many are new}: each kind of QUEUED, "info" (unread) and "todo" (due by today, a date)."""
    found = dict.fromkeys((*QUEUED, "info", "todo"), 0)
    found.update(_counts(member_id=viewer.member_id, user_id=viewer.user_id, today=today.toordinal()))
    return found


def waiting(counts):
    """How many of the counts are in the queue."""
    return sum(counts[kind] for kind in QUEUED)


_counts = Read(lambda: (
    delivery.counts_query().union_all(info.unread_query(Value("info"))).union_all(todo.due_query(Value("todo")))))
