"""Disk space in use: counted by member and person, peaks kept, and nobody else's."""

import datetime

import pytest

from models import disk, erasing
from models.attachment import Attachment
from models.base import NotAllowed
from models.disk import DiskUse, UsagePeak
from models.event import Event
from models.info import Info, InfoReply
from models.member import Person
from models.workflow_form import WorkflowForm
from tests.models.conftest import NOW
from tests.models.rows import put, put_all

TODAY = datetime.date(2027, 1, 15)


def count(member_id="ACME1", today=TODAY):
    for _ in disk.count(member_id, erasing.tables(), today, NOW):
        pass
    return {row.user_id: (row.texts, row.files, row.total) for row in DiskUse.select().where(DiskUse.member_id == member_id)}


def peaks(member_id="ACME1"):
    return {row.month_day: (row.users, row.bytes) for row in UsagePeak.select().where(UsagePeak.member_id == member_id)}


def event(event_id, member_id="ACME1", owner_id="00104", note=""):
    put(Event, member_id=member_id, id=event_id, owner_id=owner_id, title="会議", place="", note=note, rule="")


@pytest.fixture
def viewers(people, log_in):
    return [log_in(person)[1] for person in people]


def test_texts_are_counted_in_bytes_and_files_as_they_were_sent(people):
    event(1, note="𠮷")
    event(2, owner_id="00107")
    put(Attachment, member_id="ACME1", owner_id="00107", size=1_000_000)
    assert count() == {"": (16, 1_000_000, 1_000_016), "00104": (10, 0, 10), "00107": (6, 1_000_000, 1_000_006)}


def test_what_is_nobodys_counts_for_the_member(people):
    put(WorkflowForm, member_id="ACME1", name="申請")
    put(Info, member_id="ACME1", author_id="00104", title="ab", body="c")
    put(InfoReply, member_id="ACME1", author_id="00107", body="def")
    found = count()
    assert found[""][0] == 12 and (found["00104"][0], found["00107"][0]) == (3, 3)


def test_the_twins_rows_are_its_own(people):
    event(1)
    event(1, "TWIN2", note="別会社のメモ")
    assert count()[""] == (6, 0, 6) and count("TWIN2")[""] == (24, 0, 24) and peaks()[TODAY.replace(day=1).toordinal()] == (3, 6)


def test_the_peak_is_the_most_of_the_month(people):
    event(1, note="0123456789")
    count()
    Event.delete().execute()
    Person.update(disabled=True).where(Person.user_id == "00107").execute()
    assert count(today=TODAY + datetime.timedelta(3)) == {"": (0, 0, 0)}
    count(today=datetime.date(2027, 2, 1))
    assert peaks() == {datetime.date(2027, 1, 1).toordinal(): (3, 16), datetime.date(2027, 2, 1).toordinal(): (2, 0)}


def test_counting_twice_is_counting_once(people):
    put_all(Event, [
        {"member_id": "ACME1", "id": number, "owner_id": f"{number:05d}", "title": "会議", "place": "", "note": "", "rule": ""} for number in range(1_203)])
    assert count() == count() and len(count()) == 1_204


def test_every_table_is_counted_or_said_not_to_be(people):
    known = {table._meta.table_name for table in erasing.tables()}
    assert disk.NOT_COUNTED <= known
    counted = {table._meta.table_name for table in erasing.tables() if disk.texts_of(table)} - disk.NOT_COUNTED
    assert {"event", "memo", "circular", "info", "contact", "todo", "application_content", "delivery", "presence"} <= counted
    assert not [name for name in counted if "session" in name or "search" in name or "audit" in name]


def test_only_administrators_see_it(viewers):
    member, colleague, administrator, twin = viewers
    event(1)
    count()
    count("TWIN2")
    for viewer in (member, colleague):
        for call in (lambda: disk.use(viewer), lambda: disk.most(viewer, 0, 9)):
            with pytest.raises(NotAllowed):
                call()
    for viewer in (administrator, member._replace(system_admin=True)):
        assert disk.use(viewer).total == 6 and disk.most(viewer, 0, 9) == [("00104", "佐藤 花子", 6)]
    assert disk.use(twin._replace(site_admin=True)).total == 0 and disk.most(twin._replace(site_admin=True), 0, 9) == []
