"""Leases: one holder at a time, and another when that one is gone."""

from models import clock, lease


def test_one_holds_it_and_the_other_waits_its_turn(database):
    with lease.held("nightly", 60) as renew:
        assert renew()
        with lease.held("nightly", 60) as other:
            assert other is None
        with lease.held("another", 60) as third:
            assert third()
        assert renew()
    with lease.held("nightly", 60) as again:
        assert again()


def test_a_holder_that_was_away_too_long_has_lost_it(database, monkeypatch):
    with lease.held("nightly", 60) as renew:
        now = clock.unix()
        monkeypatch.setattr(clock, "unix", lambda: now + 61)
        with lease.held("nightly", 60) as other:
            assert other()
            assert not renew()
