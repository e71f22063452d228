"""Files of an event: added, removed, counted and deleted with it; by those who may, and by nobody else."""

import datetime
import io
import threading
from dataclasses import replace

import pytest

from models import attachment, base, opening, schedule
from models.attachment import Attachment, AttachmentPart, Changes
from models.base import Invalid, NotAllowed, NotFound
from models.event import Event
from models.schedule import Draft
from tests.pictures import endless_png, exif_with_place, is_there, picture

NINE = datetime.datetime(2026, 1, 30, 9)
DAYS = [NINE.date() + datetime.timedelta(days=distance) for distance in range(4)]


def upload(name="メモ.txt", data="見積もりの控え".encode()):
    return name, io.BytesIO(data)


def with_files(*uploads, removed=()):
    return Changes(attachment.prepared(uploads or [upload()]), frozenset(removed))


def draft_of(**changes):
    return replace(Draft(title="現場", start=NINE, end=NINE + datetime.timedelta(hours=1), users=("00104",)), **changes)


@pytest.fixture
def add(people):
    """add(files, viewer=..., **draft) registers an event of the member; its id."""
    keys = iter(range(1_000))

    def add(files, viewer=people.member, **changes):
        return schedule.add(viewer, draft_of(**changes), f"add{next(keys)}", files)

    return add


def change(viewer, event_id, files, key="change", day=DAYS[0], scope="all", **changes):
    version = schedule.find(viewer, event_id, day).version
    return schedule.change(viewer, event_id, day, scope, draft_of(**changes), version, key, files)


def names(event_id, member_id="ACME1"):
    return [file.name for file in attachment.listed(member_id, "event", event_id)]


def whole(file):
    return b"".join(attachment.parts("ACME1", file.id))


def test_a_file_comes_back_as_it_was_sent(people, add):
    data = bytes(range(256)) * 5_000  # of several parts, the last one not full
    event_id = add(with_files(upload("図面.bin", data), upload()))
    drawing, note = attachment.listed("ACME1", "event", event_id)
    assert (drawing.name, drawing.media_type, drawing.size, drawing.width) == ("図面.bin", "application/octet-stream", len(data), 0)
    assert (note.name, note.media_type) == ("メモ.txt", "text/plain") and whole(note).decode() == "見積もりの控え"
    assert whole(drawing) == data and AttachmentPart.select().where(AttachmentPart.attachment_id == drawing.id).count() == 5


def test_a_picture_is_kept_without_its_place_and_has_a_small_copy(people, add):
    event_id = add(with_files(upload("現場.jpg", picture("JPEG", (1600, 1200), exif=exif_with_place(6)))))
    file, = attachment.listed("ACME1", "event", event_id)
    assert (file.width, file.height, file.media_type) == (1200, 1600, "image/jpeg") and file.size == len(whole(file))
    small = attachment.small_copy("ACME1", file.id)
    assert not is_there([b"GPS", b"SATO"], whole(file), small) and len(small) < 240_000 and small not in whole(file)


def test_five_files_and_no_more_are_kept_whenever_they_come(people, add):
    event_id = add(with_files(*[upload(f"{number}.txt") for number in range(4)]))
    with pytest.raises(Invalid, match="5つまで"):
        change(people.member, event_id, with_files(upload("5.txt"), upload("6.txt")))
    assert names(event_id) == ["0.txt", "1.txt", "2.txt", "3.txt"] and not base.is_done("ACME1", "change")
    first = attachment.listed("ACME1", "event", event_id)[0].id
    change(people.member, event_id, with_files(upload("5.txt"), upload("6.txt"), removed=[first]))
    assert names(event_id) == ["1.txt", "2.txt", "3.txt", "5.txt", "6.txt"]
    with pytest.raises(Invalid, match="5つまで"):
        attachment.prepared([upload()] * 6)


@pytest.mark.parametrize("name, data, text", [
    ("空.txt", b"", "「空.txt」は空です"), ("大.bin", bytes(attachment.LARGEST + 1), "5MBを超えて"), ("壊.jpg", picture()[:900], "画像として読めません"),
    ("偽.png", b"GIF89a<script>alert(1)</script>", "画像として読めません"), ("巨.png", endless_png(10_000, 6_000), "画素数が多すぎます"),
])
def test_what_cannot_be_kept_is_refused_with_its_name_and_a_reason(name, data, text):
    with pytest.raises(Invalid) as error:
        attachment.prepared([upload(), upload(name, data)])
    assert text in error.value.problems["files"] and name in error.value.problems["files"]


def test_the_largest_file_is_kept(people, add):
    data = bytes(attachment.LARGEST)
    file, = attachment.listed("ACME1", "event", add(with_files(upload("大.bin", data))))
    assert whole(file) == data


def test_a_repeated_post_adds_its_files_once(people):
    for _ in range(2):
        schedule.add(people.member, draft_of(), "k", with_files())
    event_id = Event.get().id
    for _ in range(2):
        change(people.member, event_id, with_files(upload("2.txt")), key="k2")
    assert names(event_id) == ["メモ.txt", "2.txt"] and Attachment.select().count() == AttachmentPart.select().count() == 2


def test_a_transaction_that_is_run_again_keeps_whole_files(people, monkeypatch):
    files, inserted = with_files(upload("a.bin", bytes(300_000))), []

    def work():
        attachment.change(people.member, "event", 7, files)
        inserted.append(1)
        if len(inserted) == 1:
            raise base.DatabaseError("database is locked")

    base.transaction(work)
    file, = attachment.listed("ACME1", "event", 7)
    assert len(inserted) == 2 and len(whole(file)) == 300_000


# Who may


def test_whoever_sees_an_event_opens_its_files_and_nobody_else_does(people, add):
    open_id, private_id = add(with_files(), users=("00104",)), add(with_files(), users=("00104",), private=True)
    for event_id, viewer, may in [
        (open_id, people.member, True), (open_id, people.colleague, True), (open_id, people.twin, False),
        (private_id, people.member, True), (private_id, people.colleague, False), (private_id, people.administrator, False),
        (private_id, people.twin, False),
    ]:
        file_id = attachment.listed("ACME1", "event", event_id)[0].id
        for ask in (lambda: opening.find(viewer, file_id), lambda: opening.listed(viewer, "event", event_id)[0]):
            if may:
                assert ask().id == file_id
            else:
                with pytest.raises(NotFound):
                    ask()


def test_of_a_private_event_those_who_take_part_and_who_registered_it_open_files(people, add):
    event_id = add(with_files(), viewer=people.administrator, users=("00107",), private=True)
    file_id = attachment.listed("ACME1", "event", event_id)[0].id
    assert opening.find(people.administrator, file_id) and opening.find(people.colleague, file_id)
    with pytest.raises(NotFound):
        opening.find(people.member, file_id)


def test_the_twin_company_has_files_of_its_own_with_the_same_ids(people, add):
    mine, theirs = add(with_files(upload("本社.txt"))), add(with_files(upload("別会社.txt")), viewer=people.twin)
    assert mine == theirs
    assert names(mine) == ["本社.txt"] and names(theirs, "TWIN2") == ["別会社.txt"]
    schedule.delete(people.twin, theirs, DAYS[0], "all", "d")
    assert names(mine) == ["本社.txt"] and whole(attachment.listed("ACME1", "event", mine)[0])


def test_who_may_not_change_an_event_adds_and_removes_none_of_its_files(people, add):
    event_id = add(with_files())
    file_id = attachment.listed("ACME1", "event", event_id)[0].id
    with pytest.raises(NotAllowed):
        change(people.colleague, event_id, with_files(removed=[file_id]))
    assert names(event_id) == ["メモ.txt"]


def test_a_file_of_another_event_cannot_be_removed_through_ones_own(people, add):
    theirs = add(with_files(upload("他人.txt")), viewer=people.colleague, users=("00107",))
    mine = add(with_files(upload("自分.txt")))
    file_id = attachment.listed("ACME1", "event", theirs)[0].id
    change(people.member, mine, Changes(removed=frozenset([file_id, 999])))
    assert names(theirs) == ["他人.txt"] and names(mine) == ["自分.txt"]


def test_unknown_files_and_kinds_are_not_found(people, add):
    event_id = add(with_files())
    for kind, item_id in (("event", 99), ("memo", event_id)):
        with pytest.raises(NotFound):
            opening.listed(people.member, kind, item_id)
    with pytest.raises(NotFound):
        opening.find(people.member, 99)


# Gone with the event


@pytest.mark.parametrize("scope, left", [("one", 1), ("after", 1), ("all", 0)])
def test_files_go_with_the_whole_event_only(people, add, scope, left):
    event_id = add(with_files(upload("図.png", picture("PNG"))), rule="daily", until=DAYS[3])
    schedule.delete(people.member, event_id, DAYS[1], scope, "d")
    assert Attachment.select().count() == left and AttachmentPart.select().count() == 2 * left


def test_deleting_day_by_day_deletes_the_files_with_the_last_one(people, add):
    event_id = add(with_files(), rule="daily", until=DAYS[1])
    for day in DAYS[:2]:
        assert Attachment.select().exists()
        schedule.delete(people.member, event_id, day, "one", f"d{day}")
    assert not Attachment.select().exists() and not AttachmentPart.select().exists()


@pytest.mark.parametrize("scope", ["one", "after"])
def test_what_is_taken_out_of_a_series_gets_copies_and_the_series_keeps_its_own(people, add, scope):
    event_id = add(with_files(upload("残す.txt"), upload("外す.png", picture("PNG"))), rule="daily", until=DAYS[3])
    kept, removed = attachment.listed("ACME1", "event", event_id)
    files = with_files(upload("新しい.txt"), removed=[removed.id])
    new_id = change(people.member, event_id, files, day=DAYS[1], scope=scope, title="この回", rule="daily", until=DAYS[3])
    assert new_id != event_id
    assert names(event_id) == ["残す.txt", "外す.png"] and names(new_id) == ["残す.txt", "新しい.txt"]
    copied = attachment.listed("ACME1", "event", new_id)[0]
    assert copied.id != kept.id and whole(copied) == whole(kept)
    schedule.delete(people.member, event_id, DAYS[0], "all", "d")
    assert names(event_id) == [] and whole(copied).decode() == "見積もりの控え"


# Two at once, and how much room


def test_two_who_add_at_once_do_not_pass_the_limit_together(people, add):
    event_id = add(with_files(*[upload(f"{number}.txt") for number in range(4)]))
    files, results = [with_files(upload(f"同時{number}.txt")) for number in range(2)], []

    def work(number):
        try:
            base.transaction(lambda: attachment.change(people.member, "event", event_id, files[number]))
            results.append("kept")
        except Invalid:
            results.append("refused")
        finally:
            base.database.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["kept", "refused"] and len(names(event_id)) == 5


def test_used_counts_what_was_sent_by_whom(people, add):
    assert attachment.used("ACME1") == attachment.used("ACME1", "00104") == 0
    add(with_files(upload("a.bin", bytes(1_000)), upload("b.bin", bytes(200))))
    add(with_files(upload("c.bin", bytes(30))), viewer=people.colleague)
    add(with_files(upload("d.bin", bytes(7))), viewer=people.twin)
    assert attachment.used("ACME1") == 1_230 and attachment.used("ACME1", "00104") == 1_200
    assert attachment.used("ACME1", "00107") == 30 and attachment.used("TWIN2") == 7
    picture_id = add(with_files(upload("e.png", picture("PNG"))))
    assert attachment.used("ACME1") == 1_230 + attachment.listed("ACME1", "event", picture_id)[0].size
