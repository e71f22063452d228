"""The sample companies: all that they promise, the same each time, and twins that share nothing."""

import collections
import datetime

import pytest

from models import base, clock, password, samples, schedule, search, unit, user
from models.samples import big, company
from models.event import Event, Occurrence
from models.member import Member, Person
from models.profile import Profile
from models.search import SearchEntry

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def made(database, cheap_hashes):
    samples.make(TODAY)
    return samples.logins()


def person(login):
    return Person.get(member_id=login["member_id"], user_id=login["user_id"])


def test_the_first_login_is_an_ordinary_user_with_a_full_day(made):
    assert made[0]["roles"] == []
    rows = schedule.day(person(made[0]), made[0]["user_id"], TODAY)
    assert 8 <= len(rows) <= 12
    assert {row.all_day for row in rows} == {row.private for row in rows} == {row.tentative for row in rows} == {True, False}
    assert any(first.end > later.start for first, later in zip(rows[1:], rows[2:]))  # overlapping
    assert any(row.title.startswith("<script>") for row in rows) and rows[-1].end.date() > TODAY
    late = schedule.next_event(person(made[0]), datetime.datetime.combine(TODAY, datetime.time(23, 59)))
    assert late.start.date() == TODAY


def test_there_is_something_on_later_days_too(made):
    for distance in (0, 1, 5, 100, 300):
        assert schedule.day(person(made[0]), made[0]["user_id"], TODAY + datetime.timedelta(distance)), distance


def test_everybody_can_log_in_with_what_is_listed(made):
    assert len(made) == 100 and len({(login["member_id"], login["user_id"]) for login in made}) == 100
    for login in made[:12] + made[-2:]:
        found = user.check_login(login["member_id"], login["user_id"], login["password"], "192.0.2.1", 1_800_000_000)
        assert found.name == login["name"]


def test_passwords_follow_the_rule_and_one_has_every_symbol(made):
    texts = {login["password"] for login in made}
    assert not [text for text in texts if password.problem(text)]
    assert [text for text in texts if len(text) == 30 and set("!%&@#$^*?_~") <= set(text)]
    per_member = collections.defaultdict(set)
    for login in made:
        per_member[login["member_id"]].add(login["password"])
    first, second = per_member.values()
    assert not first & second


def test_all_four_combinations_of_rights(made):
    for login in made:
        profile = Profile.get_or_none(member_id=login["member_id"], user_id=login["user_id"])
        assert person(login).site_admin == ("site_admin" in login["roles"])
        assert bool(profile and profile.system_admin) == ("system_admin" in login["roles"])
        assert ("initial_admin" in login["roles"]) == (login["user_id"] == "00001")
    rights = {frozenset(login["roles"]) - {"initial_admin"} for login in made}
    assert rights == {frozenset(), frozenset(["site_admin"]), frozenset(["system_admin"]), frozenset(["site_admin", "system_admin"])}


def test_twins_have_the_same_people_and_units_and_no_event_in_common(made):
    first, second = (Person.select(Person.user_id, Person.name).where(Person.member_id == name).tuples() for name in ("SAMPLE1", "SAMPLE2"))
    assert list(first) == list(second) and len(first) == 50
    assert {"髙橋 健太", "山﨑 直樹", "𠮷田 美咲"} <= {name for _, name in first}
    owners = [person(login) for login in made if login["user_id"] == "00001"]
    assert unit.units(owners[0]) == unit.units(owners[1])
    titles = [{title for title, in Event.select(Event.title).where(Event.member_id == name).tuples()} for name in ("SAMPLE1", "SAMPLE2")]
    assert all("別会社" in title for title in titles[1]) and not any("別会社" in title for title in titles[0])


def test_leap_days_repeats_and_nights(made):
    viewer = person(made[0])
    assert schedule.days(viewer, "00104", datetime.date(2024, 2, 29), 1)[datetime.date(2024, 2, 29)]
    assert "うるう日の会" in [row.title for row in schedule.day(viewer, "00104", datetime.date(2028, 2, 29))]
    assert {event.rule for event in Event.select()} >= {"", "daily", "weekday", "weekly", "monthly", "yearly"}


def dump():
    """All events and occurrences, in the order of their keys."""
    events = Event.select().order_by(Event.member_id, Event.id).tuples()
    keys = (Occurrence.member_id, Occurrence.user_id, Occurrence.day, Occurrence.start, Occurrence.event_id)
    return list(events), list(Occurrence.select().order_by(*keys).tuples())


def forget_entries(entries):
    for entry in entries:
        search.remove(entry.member_id, entry.kind, entry.item_id)


def test_making_again_changes_nothing_and_the_same_day_makes_the_same(made):
    before = dump()
    samples.make(TODAY + datetime.timedelta(1))
    assert dump() == before
    forget_entries(SearchEntry.select())
    for table in base.Base.__subclasses__():
        table.delete().execute()
    samples.make(TODAY)
    assert dump() == before


def test_only_a_missing_company_is_made_and_an_interrupted_one_is_not_there(made, monkeypatch):
    forget_entries(SearchEntry.select().where(SearchEntry.member_id == "SAMPLE2"))
    for table in base.Base.__subclasses__():
        if "member_id" in table._meta.fields:
            table.delete().where(table.member_id == "SAMPLE2").execute()
    monkeypatch.setattr(company, "insert_events", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        samples.make(TODAY)
    assert Person.select().count() == 50 and Member.select().count() == 1
    monkeypatch.undo()
    samples.make(TODAY)
    assert Person.select().count() == 100


def test_new_events_and_units_get_new_ids(made):
    viewer = person(made[0])
    start = datetime.datetime(2026, 11, 24, 9)
    event_id = schedule.add(
        viewer, schedule.Draft(title="新", start=start, end=start + datetime.timedelta(hours=1), users=(viewer.user_id,)), "k")
    assert schedule.find(viewer, event_id, TODAY).title == "新"


def test_fill_makes_as_many_as_asked(database, cheap_hashes):
    samples.fill("FILL1", 45, 1000, seed=3, today=TODAY)
    viewer = Person.get(member_id="FILL1", user_id="00001")
    assert (Person.select().count(), Event.select().count(), Occurrence.select().count()) == (45, 1000, 1000)
    rows = schedule.day(viewer, "00001", TODAY)
    assert len(rows) == big.ROWS_TODAY and rows[0].start.hour == 8
    assert [found.count for found in unit.units(viewer)] == [20, 20, 5]
    assert base.transaction(lambda: base.next_id("FILL1", "event")) == 1001
    assert password.is_right(big.PASSWORD, viewer.password_hash)
    for row in Occurrence.select().limit(50):
        assert clock.local(row.start).toordinal() == row.day
    first = list(Event.select(Event.owner_id, Event.start).order_by(Event.id).tuples())
    samples.fill("FILL2", 45, 1000, seed=3, today=TODAY)
    assert list(Event.select(Event.owner_id, Event.start).where(Event.member_id == "FILL2").order_by(Event.id).tuples()) == first
