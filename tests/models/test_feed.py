"""The feed of one's own schedule: who makes, renews and ends its address, and what it holds."""

import datetime

import pytest

from models import clock, feed, invitation, schedule
from models.base import NotFound
from models.feed import CalendarFeed
from models.member import Person
from models.withdrawal import Withdrawal

TODAY = datetime.date(2026, 11, 24)


def add(viewer, day, title, users, key=None, **other):
    start = datetime.datetime.combine(day, datetime.time(9))
    draft = schedule.Draft(title=title, start=start, end=start + datetime.timedelta(hours=1), users=users, **other)
    return schedule.add(viewer, draft, key or title)


def titles(viewer, key="k"):
    return [entry.title for entry in feed.entries(feed.find(feed.renew(viewer, key), TODAY), TODAY)]


def test_a_token_opens_its_owners_feed_and_is_kept_as_a_hash_only(people):
    token = feed.renew(people.member, "k")
    assert feed.find(token, TODAY) == ("ACME1", "00104", "佐藤 花子")
    assert len(token) >= 32 and token not in str(CalendarFeed.select().dicts().get())
    assert feed.made_at(people.member) and feed.made_at(people.twin) is None and feed.made_at(people.colleague) is None


def test_renewed_and_revoked_tokens_open_nothing(people):
    first, theirs = feed.renew(people.member, "k1"), feed.renew(people.twin, "k1")
    second = feed.renew(people.member, "k2")
    assert feed.renew(people.member, "k2") is None and feed.find(second, TODAY)
    feed.revoke(people.member, "k3")
    for token in (first, second, "", "x" * 32, "\udcff"):
        with pytest.raises(NotFound):
            feed.find(token, TODAY)
    assert feed.find(theirs, TODAY).member_id == "TWIN2" and feed.made_at(people.member) is None


def test_whoever_may_not_log_in_any_more_has_no_feed(people):
    tokens = [feed.renew(person, f"k{person.user_id}") for person in (people.member, people.colleague, people.twin)]
    Person.update(disabled=True).where(Person.user_id == "00107").execute()
    Withdrawal.create(member_id="TWIN2", arrived_day=1, last_day=TODAY.toordinal() - 1)
    assert feed.find(tokens[0], TODAY)
    for token in tokens[1:]:
        with pytest.raises(NotFound):
            feed.find(token, TODAY)
    assert feed.find(tokens[2], TODAY - datetime.timedelta(1))  # the last day of the membership


def test_a_feed_holds_what_its_owner_takes_part_in_and_nothing_else(people):
    both = ("00104", "00107")
    add(people.colleague, TODAY, "二人", both, private=True)
    add(people.colleague, TODAY, "内緒", ("00107",), private=True)
    add(people.member, TODAY, "人の予定", ("00107",))
    add(people.twin, TODAY, "別会社", ("00104",))
    assert titles(people.member) == ["二人"]


def test_what_its_owner_has_declined_is_not_in_it(people, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime.datetime.combine(TODAY, datetime.time(8)))
    event_id = add(people.member, TODAY, "二人", ("00104", "00107"), rule="daily", until=TODAY + datetime.timedelta(1))
    invitation.answer(people.colleague, event_id, "decline", "d")
    assert titles(people.colleague) == [] and titles(people.member, "k1") == ["二人", "二人"]
    invitation.answer(people.colleague, event_id, "accept", "a")
    assert titles(people.colleague, "k2") == ["二人", "二人"]


def test_a_feed_reaches_from_two_months_ago_to_a_year_ahead(people):
    for distance in (-61, -60, 0, 365, 366):
        add(people.member, TODAY + datetime.timedelta(distance), str(distance), ("00104",))
    assert titles(people.member) == ["-60", "0", "365"]


def test_a_feed_is_bounded(people, monkeypatch):
    add(people.member, TODAY, "毎日", ("00104",), rule="daily", until=TODAY + datetime.timedelta(365))
    assert len(titles(people.member)) == 366
    monkeypatch.setattr(feed, "MOST", 10)
    monkeypatch.setattr(feed, "_entries", feed.Read(feed._entries_query))
    assert len(titles(people.member, "k2")) == 10


def test_an_occurrence_that_was_removed_is_not_there_and_the_others_keep_their_names(people):
    event_id = add(people.member, TODAY, "毎日", ("00104",), rule="daily", until=TODAY + datetime.timedelta(2))
    found = feed.find(feed.renew(people.member, "k"), TODAY)
    before = feed.entries(found, TODAY)
    schedule.delete(people.member, event_id, TODAY + datetime.timedelta(1), "one", "d")
    after = feed.entries(found, TODAY)
    assert [entry.start.day for entry in after] == [24, 26]
    assert [entry.uid for entry in after] == [before[0].uid, before[2].uid] and after[0].sequence == 1
    assert len({entry.uid for entry in before}) == 3


def test_one_occurrence_has_the_name_that_it_has_in_the_feed_and_keeps_it_when_it_is_moved(people):
    event_id = add(people.member, TODAY, "一度", ("00104",))
    found = feed.find(feed.renew(people.member, "k"), TODAY)
    before, = feed.entries(found, TODAY)
    assert feed.entry(people.member, schedule.find(people.member, event_id, TODAY)) == before
    later = TODAY + datetime.timedelta(3)
    start = datetime.datetime.combine(later, datetime.time(13))
    schedule.change(
        people.member, event_id, TODAY, "all",
        schedule.Draft(title="一度", start=start, end=start + datetime.timedelta(hours=1), users=("00104",)), 1, "m")
    after, = feed.entries(found, TODAY)
    assert (after.uid, after.sequence, after.start) == (before.uid, 1, start)
    twins = add(people.twin, TODAY, "一度", ("00104",))
    assert twins == event_id  # the same id in another company
    assert feed.entry(people.twin, schedule.find(people.twin, twins, TODAY)).uid != before.uid


def test_the_flags_and_texts_of_an_entry(people):
    add(people.member, TODAY, "休暇", ("00104",), all_day=True, private=True, tentative=True, place="札幌", note="a\nb")
    found, = feed.entries(feed.find(feed.renew(people.member, "k"), TODAY), TODAY)
    midnight = datetime.datetime.combine(TODAY, datetime.time())
    assert found[1:] == (0, "休暇", "札幌", "a\nb", midnight, midnight + datetime.timedelta(1), True, True, True)
    assert clock.from_unix(CalendarFeed.get().made_at) == feed.made_at(people.member)
