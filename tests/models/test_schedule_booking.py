"""Events added, changed and deleted: every scope, who may not, and posts that come twice."""

import datetime
import threading
from dataclasses import replace

import pytest

from models import base, schedule
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.event import Event, Occurrence
from models.schedule import Draft

FIRST = datetime.date(2026, 1, 31)


def day_of(text):
    return datetime.date(2026, *(int(part) for part in text.split("/")))


def moment(text, hour):
    return datetime.datetime.combine(day_of(text), datetime.time(hour))


def draft_of(found):
    """A Detail as the form describes it."""
    users = tuple(user_id for user_id, _ in found.attendees)
    return Draft(
        title=found.title, place=found.place, note=found.note, start=found.start, end=found.end, all_day=found.all_day,
        private=found.private, tentative=found.tentative, users=users, rule=found.rule, until=found.until)


def shown(viewer, user_id="00104", first=FIRST, count=400):
    """["1/31 9 title"] of every occurrence of one person."""
    days = schedule.days(viewer, user_id, first, count)
    return [f"{day.month}/{day.day} {row.start.hour} {row.title}" for day, rows in days.items() for row in rows if row.day == day]


@pytest.fixture
def monthly(people):
    """The id of a series on 1/31, 2/28, 3/31, 4/30 and 5/31 at 9, of the member and the colleague."""
    draft = Draft(title="月例", start=moment("1/31", 9), end=moment("1/31", 10), users=("00104", "00107"), rule="monthly", until=day_of("5/31"))
    return schedule.add(people.member, draft, "add")


@pytest.fixture
def change(people):
    """change(event_id, "2/28", scope, title=...) changes the draft of that occurrence, as the form does."""

    def change(event_id, day, scope, viewer=people.member, key="change", version=None, **changes):
        found = schedule.find(viewer, event_id, day_of(day))
        draft = replace(draft_of(found), **changes)
        return schedule.change(viewer, event_id, day_of(day), scope, draft, version or found.version, key)

    return change


def check_rows():
    """Every occurrence belongs to an event and every event has one; ends and days fit."""
    events = {(event.member_id, event.id): event for event in Event.select()}
    rows = list(Occurrence.select())
    assert {(row.member_id, row.event_id) for row in rows} == set(events)
    for row in rows:
        event = events[row.member_id, row.event_id]
        assert row.end - row.start == event.end - event.start
        assert row.first_day <= row.day


# Added


def test_a_repeated_post_adds_nothing(people):
    draft = Draft(title="会議", start=moment("2/1", 9), end=moment("2/1", 10), users=("00104",))
    assert schedule.add(people.member, draft, "k") == 1
    assert schedule.add(people.member, draft, "k") is None
    assert base.is_done(people.member.member_id, "k") and not base.is_done(people.twin.member_id, "k")
    assert schedule.add(people.twin, draft, "k") == 1  # another member's key is another key
    assert schedule.add(people.member, draft, "other") == 2
    assert Event.select().count() == 3


@pytest.mark.parametrize("user_id", ["99999", "00900", "104", ""])
def test_only_colleagues_can_be_invited(people, user_id):
    people.twin.user_id = "00900"
    people.twin.save(force_insert=True)
    draft = Draft(title="会議", start=moment("2/1", 9), end=moment("2/1", 10), users=("00104", user_id))
    with pytest.raises(Invalid) as error:
        schedule.add(people.member, draft, "k")
    assert list(error.value.problems) == ["users"]
    assert not base.is_done(people.member.member_id, "k")
    assert not Event.select().exists() and schedule.add(people.member, replace(draft, users=("00104",)), "k")


def test_the_disabled_can_stay_but_not_be_invited(people, monthly, change):
    people.colleague.disabled = True
    people.colleague.save()
    assert change(monthly, "1/31", "all", title="続き") == monthly
    assert change(monthly, "1/31", "all", key="2", users=("00104",)) == monthly
    with pytest.raises(Invalid):
        change(monthly, "1/31", "all", key="3", users=("00104", "00107"))


def test_a_series_of_thousands_of_rows(people):
    draft = Draft(
        title="毎日", start=moment("1/1", 0), end=moment("1/1", 0) + datetime.timedelta(1), all_day=True,
        users=("00104", "00107", "00001"), rule="daily", until=datetime.date(2028, 12, 31))
    event_id = schedule.add(people.member, draft, "k")
    assert Occurrence.select().count() == 1096 * 3
    schedule.delete(people.member, event_id, day_of("1/2"), "after", "d")
    assert Occurrence.select().count() == 3


# Changed


def test_one_occurrence_leaves_the_series(people, monthly, change):
    new = change(monthly, "2/28", "one", title="別の月例", start=moment("3/1", 13), end=moment("3/1", 15))
    assert new != monthly
    assert shown(people.member) == ["1/31 9 月例", "3/1 13 別の月例", "3/31 9 月例", "4/30 9 月例", "5/31 9 月例"]
    assert shown(people.member) == shown(people.member, "00107")
    found = schedule.find(people.member, new, day_of("3/1"))
    assert (found.rule, found.until, found.version, found.owner_id) == ("", None, 1, "00104")
    assert schedule.find(people.member, monthly, day_of("3/31")).version == 2
    with pytest.raises(NotFound):
        schedule.find(people.member, monthly, day_of("2/28"))
    check_rows()


def test_an_occurrence_that_left_does_not_come_back(people, monthly, change):
    change(monthly, "2/28", "one", title="別")
    schedule.delete(people.member, monthly, day_of("4/30"), "one", "d")
    change(monthly, "3/31", "all", key="2", start=moment("3/31", 14), end=moment("3/31", 15))
    assert shown(people.member) == ["1/31 14 月例", "2/28 9 別", "3/31 14 月例", "5/31 14 月例"]
    change(monthly, "5/31", "all", key="3", start=moment("6/1", 14), end=moment("6/1", 15))
    assert shown(people.member) == ["2/1 14 月例", "2/28 9 別", "4/1 14 月例", "6/1 14 月例"]
    check_rows()


def test_another_rule_starts_anew(people, monthly, change):
    schedule.delete(people.member, monthly, day_of("2/28"), "one", "d")
    assert change(monthly, "1/31", "all", rule="weekly", until=day_of("2/14")) == monthly
    assert shown(people.member) == ["1/31 9 月例", "2/7 9 月例", "2/14 9 月例"]
    change(monthly, "2/7", "all", key="2", rule="", until=None)
    assert shown(people.member) == ["2/7 9 月例"]
    change(monthly, "2/7", "one", key="3", rule="daily", until=day_of("2/8"))  # not a series: one is all
    assert shown(people.member) == ["2/7 9 月例", "2/8 9 月例"]
    check_rows()


def test_from_a_day_on_there_is_another_series(people, monthly, change):
    new = change(monthly, "2/28", "after", title="新", users=("00104",))
    assert shown(people.member) == ["1/31 9 月例", "2/28 9 新", "3/31 9 新", "4/30 9 新", "5/31 9 新"]  # not the 28th of each
    assert shown(people.member, "00107") == ["1/31 9 月例"]
    old = schedule.find(people.member, monthly, day_of("1/31"))
    assert (old.rule, old.until, old.version) == ("monthly", day_of("2/27"), 2)
    change(new, "3/31", "after", key="2", start=moment("4/2", 9), end=moment("4/2", 10))
    assert shown(people.member) == ["1/31 9 月例", "2/28 9 新", "4/2 9 新", "5/2 9 新", "6/2 9 新"]
    check_rows()


def test_from_the_first_day_on_it_is_still_the_same_event(people, monthly, change):
    assert change(monthly, "1/31", "after", title="新") == monthly
    assert schedule.find(people.member, monthly, day_of("5/31")).version == 2
    schedule.delete(people.member, monthly, day_of("2/28"), "after", "d")
    assert change(monthly, "1/31", "one", key="2", title="残り") == monthly  # the last one leaves nothing behind
    assert shown(people.member) == ["1/31 9 残り"]
    check_rows()


def test_another_last_day_adds_and_removes_at_the_end(people, monthly, change):
    schedule.delete(people.member, monthly, day_of("3/31"), "one", "d")
    change(monthly, "1/31", "all", until=day_of("6/30"))
    assert shown(people.member) == ["1/31 9 月例", "2/28 9 月例", "4/30 9 月例", "5/31 9 月例", "6/30 9 月例"]
    change(monthly, "1/31", "all", key="2", until=day_of("4/29"))
    assert shown(people.member) == ["1/31 9 月例", "2/28 9 月例"]
    check_rows()


def test_people_come_and_go(people, monthly, change):
    change(monthly, "1/31", "all", users=("00107", "00001"))
    assert not shown(people.member) and len(shown(people.member, "00107")) == len(shown(people.member, "00001")) == 5


@pytest.mark.parametrize("changes, field", [
    ({"title": ""}, "title"), ({"users": ()}, "users"), ({"end": moment("1/1", 0)}, "end"), ({"rule": "hourly"}, "rule"),
    ({"until": None}, "until"), ({"until": datetime.date(2029, 3, 1)}, "until"), ({"rule": "weekly", "until": None}, "until"),
])
@pytest.mark.parametrize("scope", ["all", "after"])
def test_what_is_wrong_changes_nothing(people, monthly, change, scope, changes, field):
    before = shown(people.member)
    with pytest.raises(Invalid) as error:
        change(monthly, "2/28", scope, **changes)
    assert list(error.value.problems) == [field]
    assert shown(people.member) == before and schedule.find(people.member, monthly, day_of("2/28")).version == 1


# Deleted


@pytest.mark.parametrize("scope, left", [("one", ["1/31", "2/28", "4/30", "5/31"]), ("after", ["1/31", "2/28"]), ("all", [])])
def test_deletion(people, monthly, scope, left):
    schedule.delete(people.colleague, monthly, day_of("3/31"), scope, "d")
    assert [text.split()[0] for text in shown(people.member)] == left
    assert Event.select().count() == bool(left)
    schedule.delete(people.colleague, monthly, day_of("3/31"), scope, "d")  # pressed again
    assert [text.split()[0] for text in shown(people.member)] == left
    with pytest.raises(NotFound):
        schedule.delete(people.colleague, monthly, day_of("3/31"), scope, "another press")
    check_rows()


def test_the_last_occurrence_takes_the_event_with_it(people, monthly):
    for day in ("1/31", "2/28", "3/31", "4/30", "5/31"):
        assert Event.select().exists()
        schedule.delete(people.member, monthly, day_of(day), "one", day)
    assert not Event.select().exists() and not Occurrence.select().exists()


# Who may not, and when it is too late


@pytest.mark.parametrize("scope", ["one", "after", "all"])
@pytest.mark.parametrize("who, private, expected", [
    ("administrator", False, NotAllowed), ("administrator", True, NotFound), ("twin", False, NotFound), ("twin", True, NotFound)])
def test_outsiders_change_and_delete_nothing(people, monthly, change, scope, who, private, expected):
    change(monthly, "1/31", "all", private=private)
    before, viewer = list(Occurrence.select().tuples()), getattr(people, who)
    draft = draft_of(schedule.find(people.member, monthly, day_of("2/28")))
    with pytest.raises(expected):
        schedule.change(viewer, monthly, day_of("2/28"), scope, draft, 2, "k1")
    with pytest.raises(expected):
        schedule.delete(viewer, monthly, day_of("2/28"), scope, "k2")
    assert list(Occurrence.select().tuples()) == before


def test_the_owner_may_change_what_others_attend(people, monthly, change):
    change(monthly, "1/31", "all", users=("00107",))
    assert change(monthly, "1/31", "all", key="2", title="題") == monthly
    assert change(monthly, "1/31", "all", key="3", viewer=people.colleague, title="名") == monthly
    assert schedule.find(people.member, monthly, day_of("1/31")).owner_id == "00104"


@pytest.mark.parametrize("scope", ["one", "after", "all"])
def test_a_change_of_what_is_newer_is_stale(people, monthly, change, scope):
    change(monthly, "2/28", "one", title="先")
    before = shown(people.member)
    with pytest.raises(Stale):
        change(monthly, "3/31", scope, key="2", version=1, title="後")
    assert shown(people.member) == before


@pytest.mark.parametrize("scope", ["one", "after", "all"])
def test_a_repeated_change_returns_quietly(people, monthly, scope):
    draft = replace(draft_of(schedule.find(people.member, monthly, day_of("2/28"))), title="変更")
    press = (people.member, monthly, day_of("2/28"), scope, draft, 1, "k")
    assert schedule.change(*press)
    for forget in (lambda: None, lambda: schedule.delete(people.member, monthly, day_of("1/31"), "all", "d")):
        forget()
        after = list(Occurrence.select().tuples())
        assert schedule.change(*press) is None  # although the event is newer, and then gone
        assert list(Occurrence.select().tuples()) == after


def test_of_two_changes_at_once_one_wins(people, monthly):
    draft = draft_of(schedule.find(people.member, monthly, day_of("2/28")))
    start, outcomes = threading.Barrier(4), []

    def press(number):
        start.wait()
        try:
            schedule.change(people.member, monthly, day_of("2/28"), "one", replace(draft, title=f"{number}人目"), 1, f"k{number}")
            outcomes.append("done")
        except Stale:
            outcomes.append("stale")
        finally:
            base.disconnect()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "stale", "stale", "stale"]
    assert len(shown(people.member)) == 5
    check_rows()


def test_the_same_press_twice_at_once_is_done_once(people):
    draft = Draft(title="会議", start=moment("2/1", 9), end=moment("2/1", 10), users=("00104",))
    start, made = threading.Barrier(4), []

    def press():
        start.wait()
        made.append(schedule.add(people.member, draft, "k"))
        base.disconnect()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made, key=str) == [1, None, None, None]
    assert Event.select().count() == 1
