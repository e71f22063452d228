"""Whether the time of a refused login tells which ids exist: each kind of wrong login, in turns, against a known id's.

    python -m tests.bench.logins

On the sample data with password hashes as a deployment has them. A ratio that stays within its own spread from 1 tells nothing.
"""

import statistics
import tempfile
import time

from models import base, user
from models.member import Person
from models.samples import company
from models.throttle import LoginFailure

_ROUNDS = 101
_KNOWN = "a known id"
_KINDS = {
    _KNOWN: ("SAMPLE1", "00104"), "an unknown user": ("SAMPLE1", "99999"), "an unknown company": ("NOSUCH", "00104"),
    "a disabled user": ("SAMPLE1", "00109"), "a user without a password": ("SAMPLE1", "00110"), "no id at all": ("", "x"),
}


def seconds(member_id, user_id, address):
    """How long a wrong login takes."""
    started = time.perf_counter()
    try:
        user.check_login(member_id, user_id, "wrong", address, int(time.time()))
    except (user.UnknownId, user.WrongPassword):
        return time.perf_counter() - started
    raise AssertionError("it was let in")


def measure():
    """{kind: [seconds of each round]}"""
    found = {kind: [] for kind in _KINDS}
    for number in range(_ROUNDS):
        LoginFailure.delete().execute()  # nobody has to wait
        for kind, ids in _KINDS.items():
            found[kind].append(seconds(*ids, f"192.0.2.{number}"))
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        base.connect(f"sqlite:///{folder}/groupware.db")
        base.migrate()
        company.make()
        for user_id, change in ("00109", {"disabled": True}), ("00110", {"password_hash": ""}):
            Person.update(change).where(Person.member_id == "SAMPLE1", Person.user_id == user_id).execute()
        found = measure()
        base.disconnect()
    for kind, times in found.items():
        ratios = sorted(one / known for one, known in zip(times, found[_KNOWN]))
        low, high = ratios[_ROUNDS // 4], ratios[_ROUNDS * 3 // 4]
        print(f"{kind:28} {statistics.median(times) * 1000:6.2f} ms  {statistics.median(ratios):.3f} × a known id's (half of all {low:.3f}–{high:.3f})")


if __name__ == "__main__":
    main()
