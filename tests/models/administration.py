"""What tests of administration share: viewers with each combination of rights, and several who press at once."""

import threading

from models import base, profile
from models.base import transaction
from models.profile import Profile


def make_system(person):
    """Makes a person システム管理者."""
    transaction(lambda: profile.ensure(person))
    Profile.update(system_admin=True).where((Profile.member_id == person.member_id) & (Profile.user_id == person.user_id)).execute()


def at_once(*works):
    """What comes of works that begin at the same moment, each in a thread: a result, or the class of the error."""
    start, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        start.wait()
        try:
            outcomes[number] = work()
        except Exception as error:
            outcomes[number] = type(error)
        finally:
            base.disconnect()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
