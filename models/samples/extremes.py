"""Two companies for testing phones, never for people: one with as much of everything as there may be, one with nothing.

What stands in them is written by the same verbs that people's forms use, so that it is what people can really make.
"""

import datetime
import itertools

from models import (
    address, base, circulation, facility_admin, info_board, info_category, info_reply, memo, password, presence, punching,
    reservation, safety, schedule, todo, workflow, workflow_design,
)
from models.base import insert_rows
from models.circular import CIRCULAR, REPORT
from models.contact import Card
from models.member import Member, Person
from models.profile import Profile
from models.session import Signed
from models.unit import Unit, UnitPerson
from models.workflow_form import MOST_FIELDS, Field, Step

FULL, EMPTY = "QAFULL", "QAEMPTY"
USER_ID, PASSWORD = "00001", "Every_phone_1"  # of who logs in, in both
ROWS = 40  # in each list
_PEOPLE = [f"{number:05d}" for number in range(1, 51)]


def make(now, line):
    """Makes both companies. now: a naive datetime; line(count): a new text of so many characters."""
    hashed = password.hashed(PASSWORD)
    key = map("qa{}".format, itertools.count()).__next__

    def work():
        _people(FULL, "会" * 50, {user_id: line(50) for user_id in _PEOPLE}, hashed)
        _people(EMPTY, "なにもない会社", {USER_ID: "一人"}, hashed)
        _units(line)
        viewer, other = _viewer(USER_ID), _viewer("00002")
        for function in (_events, _memos, _circulars, _infos, _contacts, _todos, _safety_checks, _facilities, _applications, _presence):
            function(viewer, other, now, line, key)

    base.transaction(work)


def _viewer(user_id):
    return Signed(FULL, user_id, "", "cookie", 0, "", 0, "", True, True)


def _long(line, count):
    """A text of so many characters, in lines of fifty."""
    return "\n".join(line(49) for _ in range(count // 50))


def _people(member_id, company, names, hashed):
    Member.insert(member_id=member_id, name=company).execute()
    mail = f"{'x' * 40}@{member_id.lower()}.example"
    insert_rows(Person, [(member_id, user_id, name, name, mail, hashed, True, False) for user_id, name in names.items()])
    insert_rows(Profile, [(member_id, user_id, name, name, mail, True, "", 0, "") for user_id, name in names.items()])


def _units(line):
    numbers = range(1, ROWS + 1)
    insert_rows(Unit, [(FULL, base.next_id(FULL, "unit"), line(50), number) for number in numbers])
    insert_rows(UnitPerson, sorted({(FULL, number, USER_ID) for number in numbers} | {(FULL, 1, user_id) for user_id in _PEOPLE}))


def _events(viewer, other, now, line, key):
    start = now.replace(hour=0, minute=0)
    for number in range(ROWS):
        begin = start + datetime.timedelta(minutes=30 * number)
        schedule.add(viewer if number % 2 else other, schedule.Draft(
            title=line(50), place=line(50), note=_long(line, 1000), start=begin, end=begin + datetime.timedelta(minutes=45),
            users=tuple(_PEOPLE) if number < 2 else (USER_ID,)), key())


def _memos(viewer, other, now, line, key):
    for number in range(2 * ROWS):
        sender, users = (other, _PEOPLE if number < 2 else (USER_ID,)) if number % 2 else (viewer, _PEOPLE[1:] if number < 2 else ("00002",))
        memo.send(sender, memo.Draft(
            caller=line(50), title=line(50), phone="0120-000-0000", body=_long(line, 1000), called_at=now, users=tuple(users)), key())


def _circulars(viewer, other, now, line, key):
    for number, kind in itertools.product(range(ROWS), (CIRCULAR, REPORT)):
        for author in (viewer, other):
            circulation.write(author, kind, circulation.Draft(
                title=line(50), body=_long(line, 10_000) if number == ROWS - 1 else line(50), heading="出張報告" if kind == REPORT else "",
                due=now.date(), everybody=number == ROWS - 1, users=() if number == ROWS - 1 else (USER_ID, "00002")), key())


def _infos(viewer, other, now, line, key):
    today = now.date()
    for number in range(ROWS):
        if number < info_category.MOST:
            info_category.add(viewer, line(20), number, key())
        info_id = info_board.post(other if number % 2 else viewer, info_board.Draft(
            title=line(50), body=_long(line, 10_000) if number == ROWS - 1 else line(50), category_id=1, first=today,
            last=today + datetime.timedelta(30)), today, key())
    for _ in range(ROWS):
        info_reply.add(viewer, info_id, _long(line, 1000), today, key())


def _contacts(viewer, other, now, line, key):
    mail = f"{'x' * 40}@{'y' * 20}.example"
    for number in range(ROWS):
        address.add(viewer, Card(
            line(50), "ア" * 50, line(50), line(50), "0120-000-0000", "090-0000-0000", "03-0000-0000", mail, mail, line(100), _long(line, 1000),
            private=number % 2 == 1), key())


def _todos(viewer, other, now, line, key):
    for number in range(2 * ROWS):
        todo_id = todo.add(viewer, todo.Plan(line(50), _long(line, 1000), now.date()), key())
        if number % 2:
            todo.finish(viewer, todo_id, key())


def _safety_checks(viewer, other, now, line, key):
    for _ in range(ROWS):
        safety_id = safety.start(viewer, line(50), _long(line, 1000), None, key())
    for user_id in _PEOPLE:
        safety.answer(_viewer(user_id), safety_id, "help", key(), _long(line, 400), line(50))


def _facilities(viewer, other, now, line, key):
    for number in range(ROWS):
        category_id = facility_admin.add_category(viewer, line(20), number, key())
        facility_admin.add(viewer, 1 if number else category_id, line(50), number, _long(line, 1000), key())
    start = now.replace(hour=0, minute=0)
    for number in range(ROWS):
        begin = start + datetime.timedelta(minutes=30 * number)
        reservation.book(viewer, reservation.Wish(1, line(50), _long(line, 1000), begin, begin + datetime.timedelta(minutes=30)), key())


def _applications(viewer, other, now, line, key):
    for _ in range(ROWS):
        form_id = workflow_design.make(viewer, line(30), _long(line, 1000), key())
    token = _put(viewer, form_id, "fields", [Field(line(20), "line" if number else "long") for number in range(MOST_FIELDS)], key)
    token = _put(viewer, form_id, "route", [Step(line(20), "all", tuple(_PEOPLE[1:21]))], key, token)
    workflow_design.publish(viewer, form_id, token, key())
    for _ in range(ROWS):
        workflow.apply(viewer, form_id, 1, [_long(line, 1000), *(line(50) for _ in range(MOST_FIELDS - 1))], key())


def _put(viewer, form_id, part, items, key, token="1.0"):
    """Adds fields or steps to a form; the token that it has then."""
    for item in items:
        workflow_design.put(viewer, form_id, token, part, None, item, key())
        version, _, edits = token.partition(".")
        token = f"{version}.{int(edits) + 1}"
    return token


def _presence(viewer, other, now, line, key):
    for user_id in _PEOPLE:
        one = _viewer(user_id)
        presence.change(one, "in", now, key())
        presence.save(one, "out", line(50), now + datetime.timedelta(hours=1), _long(line, 400), presence.find(one, user_id).version, now, key())
    punching.punch(viewer, "arrive", line(100), now, key())
