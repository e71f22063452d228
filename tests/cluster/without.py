"""mobile_app.py with one of its safety nets taken away, for the test that must see it fail: no setting of the product does this.

    python -m tests.cluster.without retries|keys serve ...
"""

import sys

from models import base, retry


def retries():
    """A transaction or read that meets a lost connection or a conflict fails."""

    def once(work, its=retry.database):
        try:
            return work()
        except Exception as error:
            if retry.kind(error) == "lost":
                retry.drop_connection(its)
            raise

    base.retrying = retry.retrying = once


def keys():
    """A post that comes twice is carried out twice."""
    base.once = lambda member_id, form_key, work: base.transaction(work)
    base.is_done = lambda member_id, form_key: False


if __name__ == "__main__":
    {"retries": retries, "keys": keys}[sys.argv[1]]()  # before others import what it replaces
    import mobile_app

    sys.exit(mobile_app.main(sys.argv[2:]))
