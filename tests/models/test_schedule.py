"""The schedule to look at: what is shown, to whom, and at what cost."""

import datetime

import peewee
import pytest

from models import base, schedule, unit
from models.base import NotFound
from models.event import HIDDEN_TITLE
from models.profile import Profile
from models.schedule import Draft

DAY = datetime.date(2026, 11, 24)


def at(text, day=DAY):
    """9:30 of the day, or 6:00+1 of the day after."""
    time, _, later = text.partition("+")
    hours, minutes = time.split(":")
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(int(later or 0), hours=int(hours), minutes=int(minutes))


def add(owner, title, start, end, day=DAY, users=(), **more):
    draft = Draft(title=title, start=at(start, day), end=at(end, day), users=users or (owner.user_id,), **more)
    return schedule.add(owner, draft, f"{owner.member_id}{owner.user_id}{title}{start}{day}")


def titles(rows):
    return [row.title for row in rows]


@pytest.fixture
def queries(monkeypatch):
    """The statements that were executed since the list was emptied."""
    asked = []
    execute = peewee.Database._execute_cursor

    def counted(self, sql, *arguments, **options):
        asked.append(sql)
        return execute(self, sql, *arguments, **options)

    monkeypatch.setattr("models.read._direct", lambda: None)  # reads, too, go where they are counted
    monkeypatch.setattr(peewee.Database, "_execute_cursor", counted)
    return asked


@pytest.fixture
def units(people):
    """Two units of the same id in both companies."""
    for member_id in ("ACME1", "TWIN2"):
        unit.Unit.create(member_id=member_id, id=1, name=f"{member_id}の営業部", position=1)
        unit.UnitPerson.create(member_id=member_id, unit_id=1, user_id="00104")
    unit.UnitPerson.create(member_id="ACME1", unit_id=1, user_id="00107")


def test_a_day_begins_with_all_day_events_and_goes_by_time(people):
    add(people.member, "会議", "10:00", "11:00")
    add(people.member, "朝会", "9:00", "9:15")
    add(people.member, "当番", "0:00", "24:00", all_day=True)
    add(people.member, "夜勤", "22:00", "6:00+1", day=DAY - datetime.timedelta(1))
    add(people.member, "翌日", "0:00+1", "1:00+1")
    add(people.member, "前日の終り", "23:00", "24:00", day=DAY - datetime.timedelta(1))
    rows = schedule.day(people.member, "00104", DAY)
    assert titles(rows) == ["当番", "夜勤", "朝会", "会議"]
    assert (rows[1].day, rows[1].start, rows[1].end) == (DAY - datetime.timedelta(1), at("22:00+-1"), at("6:00"))
    assert [type(flag) for flag in (rows[0].all_day, rows[0].private, rows[0].tentative, rows[0].hidden)] == [bool] * 4


def test_a_week_has_every_day_and_events_on_all_that_they_touch(people):
    add(people.member, "出張", "0:00", "24:00+2", all_day=True)
    week = schedule.days(people.member, "00104", DAY - datetime.timedelta(1), 7)
    assert list(week) == [DAY + datetime.timedelta(distance) for distance in range(-1, 6)]
    assert [titles(rows) for rows in week.values()] == [[], ["出張"], ["出張"], ["出張"], [], [], []]
    assert {row.day for rows in week.values() for row in rows} == {DAY}


def test_a_month_has_only_days_with_events(people):
    for day in ("2028-01-31", "2028-02-01", "2028-02-29", "2028-03-01"):
        add(people.member, day, "9:00", "10:00", day=datetime.date.fromisoformat(day))
    add(people.member, "朝", "8:00", "9:00", day=datetime.date(2028, 2, 29))
    found = schedule.month(people.member, "00104", datetime.date(2028, 2, 1))
    assert [(day.day, count, row.title) for day, count, row in found] == [(1, 1, "2028-02-01"), (29, 2, "朝")]


def test_a_private_event_is_shown_to_those_who_take_part_and_to_its_owner(people):
    event_id = add(people.member, "面談", "9:00", "10:00", users=("00107",), private=True, place="小会議室")
    for viewer in (people.member, people.colleague):
        row, = schedule.day(viewer, "00107", DAY)
        assert (row.title, row.place, row.private, row.hidden) == ("面談", "小会議室", True, False)
        assert schedule.find(viewer, event_id, DAY).may_change


def test_others_see_only_when_a_private_event_is(people):
    event_id = add(people.member, "面談", "9:00", "10:00", users=("00104", "00107"), private=True, tentative=True, place="小会議室")
    row, = schedule.day(people.administrator, "00107", DAY)
    assert row == (None, DAY, at("9:00"), at("10:00"), False, HIDDEN_TITLE, "", True, False, False, True)
    assert schedule.days(people.administrator, "00107", DAY, 1) == {DAY: [row]}
    assert schedule.month(people.administrator, "00107", DAY.replace(day=1)) == [(DAY, 1, row)]
    with pytest.raises(NotFound):
        schedule.find(people.administrator, event_id, DAY)


def test_another_member_with_the_same_ids_sees_nothing(people, units):
    event_id = add(people.member, "会議", "9:00", "10:00", users=("00104", "00107"))
    assert schedule.day(people.twin, "00104", DAY) == schedule.day(people.twin, "00107", DAY) == []
    assert schedule.month(people.twin, "00104", DAY.replace(day=1)) == []
    assert schedule.next_event(people.twin, at("8:00")) is None
    assert schedule.group_day(people.twin, 1, DAY, at("8:00")) == [("00104", "佐藤 花子", None, None)]
    draft = Draft(title="重複", start=at("9:00"), end=at("10:00"), users=("00104",))
    assert schedule.overlaps(people.twin, draft) == []
    with pytest.raises(NotFound):
        schedule.find(people.twin, event_id, DAY)
    assert schedule.find(people.member, event_id, DAY).title == "会議"


def test_find_tells_all_of_one_occurrence(people):
    Profile.create(
        member_id="ACME1", user_id="00107", name="髙橋 旧姓", kana="", mail="", system_admin=False, half_width="", page_rows=0, look="")
    event_id = add(
        people.member, "会議", "22:00", "6:00+1", users=("00107", "00104"), rule="weekly", until=DAY + datetime.timedelta(20),
        place="本社", note="1行目\r\n2行目", tentative=True)
    later = DAY + datetime.timedelta(14)
    found = schedule.find(people.administrator, event_id, later)
    assert (found.event_id, found.day, found.title, found.place, found.note) == (event_id, later, "会議", "本社", "1行目\n2行目")
    assert (found.start, found.end) == (at("22:00", later), at("6:00+1", later))
    assert (found.all_day, found.private, found.tentative, found.version, found.owner_id) == (False, False, True, 1, "00104")
    assert found.attendees == [("00104", "佐藤 花子"), ("00107", "髙橋 旧姓")]
    assert (found.rule, found.until, found.may_change) == ("weekly", DAY + datetime.timedelta(20), False)
    for day in (DAY + datetime.timedelta(1), DAY + datetime.timedelta(21)):  # touched, but no occurrence starts there
        with pytest.raises(NotFound):
            schedule.find(people.member, event_id, day)


def test_people_who_left_are_still_named_in_old_events(people, units):
    event_id = add(people.member, "会議", "9:00", "10:00", users=("00104", "00107"))
    people.colleague.disabled = True
    people.colleague.save()
    assert schedule.find(people.member, event_id, DAY).attendees[1] == ("00107", "髙橋 健太")
    assert [user_id for user_id, *_ in schedule.group_day(people.member, 1, DAY, at("8:00"))] == ["00104"]
    people.colleague.delete_instance()
    assert schedule.find(people.member, event_id, DAY).attendees[1] == ("00107", "00107")


NEXT = [
    # now, what is next
    ("8:00", "朝会"), ("9:00", "朝会"), ("9:14", "朝会"), ("9:15", "会議"), ("10:59", "会議"), ("11:00", "当番"), ("23:59", "当番"),
    ("0:00+1", "遠く"), ("8:00+29", "遠く"), ("11:00+29", None), ("0:00+-31", None), ("0:00+-30", "朝会"),
]


@pytest.mark.parametrize("now, expected", NEXT)
def test_the_next_event(people, now, expected):
    add(people.member, "朝会", "9:00", "9:15")
    add(people.member, "会議", "10:00", "11:00")
    add(people.member, "遠く", "9:00+29", "11:00+29")
    add(people.colleague, "他人", "8:00", "24:00")
    add(people.member, "当番", "0:00", "24:00", all_day=True)
    found = schedule.next_event(people.member, at(now))
    assert (found and found.title) == expected


GROUP = [
    # now, day, current, upcoming
    ("8:00", 0, "当番", "朝会"), ("9:05", 0, "朝会", "会議"), ("9:30", 0, "当番", "会議"), ("10:00", 0, "会議", None), ("12:00", 0, "当番", None),
    ("12:00", 1, "翌日", None), ("12:00", -1, None, None), ("0:00+-1", 0, "朝会", "会議"),
]


@pytest.mark.parametrize("now, day, current, upcoming", GROUP)
def test_a_group_shows_what_runs_and_what_is_next(people, units, now, day, current, upcoming):
    add(people.member, "当番", "0:00", "24:00", all_day=True)
    add(people.member, "会議", "10:00", "11:00")
    add(people.member, "朝会", "9:00", "9:15")
    add(people.member, "翌日", "9:00+1", "10:00+1")
    add(people.colleague, "秘密", "0:00", "24:00", private=True)
    found = schedule.group_day(people.administrator, 1, DAY + datetime.timedelta(day), at(now))
    assert [row[:2] for row in found] == [("00104", "佐藤 花子"), ("00107", "髙橋 健太")]
    assert [row and row.title for row in found[0][2:]] == [current, upcoming]
    assert [row and row.title for row in found[1][2:]] == [HIDDEN_TITLE if day == 0 else None, None]


def test_every_list_is_one_query(people, units, queries):
    for number in range(3):
        add(people.member, f"会議{number}", "9:00", "10:00", users=("00104", "00107"))
    asked = [
        lambda: schedule.day(people.member, "00104", DAY), lambda: schedule.day(people.member, "00107", DAY),
        lambda: schedule.days(people.member, "00104", DAY, 7), lambda: schedule.month(people.colleague, "00104", DAY.replace(day=1)),
        lambda: schedule.group_day(people.administrator, 1, DAY, at("9:00")), lambda: schedule.next_event(people.member, at("9:00")),
        lambda: unit.units(people.member), lambda: unit.mates(people.member),
    ]
    for ask in asked:
        queries.clear()
        assert ask()
        assert len(queries) == 1


@pytest.mark.on_sqlite("its plan is read")
def test_a_day_is_looked_up_by_keys_alone(people):
    from models import agenda

    for read in (agenda._own_day, agenda._others_day, agenda._own_days, agenda._others_days, agenda._group, agenda._next):
        read(member_id="ACME1", user_id="00104", viewer_id="00104", unit_id=1, day=1, first=1, last=2, now=0)
        plan = [row[3] for row in base.database.execute_sql("EXPLAIN QUERY PLAN " + read._sql, [0] * read._sql.count("?")).fetchall()]
        assert not [step for step in plan if step.startswith("SCAN") or "(member_id=?)" in step or "TEMP" in step], plan
