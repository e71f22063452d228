"""What is new: the counts that トップ shows, in one query."""

from models import delivery

# What the queue goes through, one after the other: what was sent and awaits an answer.
QUEUED = ("safety", "memo", "circular", "report", "approval", "result", "invitation")


def counts(viewer, today):
    """{kind: how many are new}: each kind of QUEUED, "info" (unread) and "todo" (due by today, a date)."""
    found = dict.fromkeys((*QUEUED, "info", "todo"), 0)
    found.update(delivery.counts(viewer))
    return found


def waiting(counts):
    """How many of the counts are in the queue."""
    return sum(counts[kind] for kind in QUEUED)
