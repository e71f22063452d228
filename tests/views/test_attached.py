"""Files of a 伝言, 回覧, レポート, インフォメーション and 申請: sent with it, for those it is for, and gone with it."""

import datetime
from dataclasses import replace
from typing import NamedTuple

import pytest

from models import application, circulation, info_board, memo, workflow
from models.application import Application
from models.attachment import Attachment, AttachmentPart
from models.circular import Circular
from models.info import Info
from models.memo import Memo
from tests.views.test_files import PHOTO, longest_files, opened
from tests.views.test_limits import NAMES, all_parts
from tests.views.test_memos import EMOJI, memo_moment
from tests.views.test_screens import check_page
from tests.views.test_workflow import FILLED, form_id, key_of, signed  # noqa: F401

TXT = ("図面.txt", "正門から".encode())
FILES = [("現場 写真📷.jpg", PHOTO), TXT]
MORE = [("足す.txt", b"+")]


class Kind(NamedTuple):
    """How items of a kind are written: their form, what to type for 00107 alone to see it, what is wrong, and how to delete one."""

    table: object
    form: str
    path: str
    fields: dict
    wrong: dict
    deletion: str = "deletion"
    button: str | None = None


LETTER = {"title": "題", "body": "本文", "others": "00107"}
KINDS = {
    "memo": Kind(Memo, "/memos/new", "/memos", {"caller": "田中様", "users": None, "others": "00107"}, {"time": "x"}, "withdrawal"),
    "circular": Kind(Circular, "/circulars/new", "/circulars", LETTER, {"due": "x"}),
    "report": Kind(Circular, "/reports/new", "/reports", LETTER | {"users": None}, {"body": ""}),
    "info": Kind(Info, "/infos/new", "/infos", {"title": "題", "body": "本文"}, {"title": ""}),
    "application": Kind(Application, "/workflow/new/{}", "/workflow", FILLED, {"f1": "たくさん"}, button="apply"),
}


@pytest.fixture
def send(form_id):  # noqa: F811
    """send(phone, kind, files, **changes) writes an item with files; the answer, and the path of the newest item of the kind."""

    def send(phone, name, files=FILES, form=None, **changes):
        kind = KINDS[name]
        form = form or phone.see(kind.form.format(form_id))
        button = changes.pop("button", kind.button)
        answer = phone.submit(form, kind.fields | changes, form=0, button=button, files=[("files", *file) for file in files])
        newest = kind.table.select().where(kind.table.member_id == "SAMPLE1").order_by(kind.table.id.desc()).first()
        return answer, f"{kind.path}/{newest.id}"

    return send


def paths_of(page):
    """The addresses of the files and pictures that a page shows."""
    links = [link["href"] for link in page.page.links if "/files/" in link["href"]]
    return [path.partition("?")[0] for path in [*links, *(shown["src"] for shown in page.page.pictures)]]


def kept(name):
    return Attachment.select().where((Attachment.kind == name) & Attachment.name.in_([file for file, _ in FILES]))


@pytest.mark.parametrize("name", KINDS)
def test_a_photo_goes_from_a_smartphone_to_any_phone_of_whom_it_is_for(walk, cast, send, name):
    answer, path = send(walk("modern"), name)
    assert answer.status == 200 and kept(name).count() == 2
    for reader in ("mova", "modern"):
        phone = walk(reader, cast.colleague)
        page = phone.see(path)
        check_page(page, phone)
        shown, = page.page.pictures
        assert opened(phone.get(shown["src"])).format == ("GIF" if reader == "mova" else "JPEG") and "図面.txt" in page.text
        assert phone.get(page.link("図面.txt")).body == TXT[1]


@pytest.mark.parametrize("name", KINDS)
def test_whoever_may_not_see_the_item_finds_none_of_its_files(walk, cast, send, today, name):
    tomorrow = f"{today + datetime.timedelta(1):%Y%m%d}"
    mine = walk("modern")
    _, path = send(mine, name, **({"first": tomorrow, "last": tomorrow} if name == "info" else {}))
    addresses = [*paths_of(mine.see(path)), f"/files/{name}/{path.split('/')[-1]}"]
    readers = [mine, walk("modern", cast.administrator if name == "info" else cast.colleague)]
    others = [walk("modern", login) for login in (cast.outsider, cast.twin)]
    assert len(addresses) == 4
    for address in addresses:
        assert [reader.get(address).status for reader in readers] == [200, 200]
        assert [other.get(address).status for other in others] == [404, 404], address
    if name in ("circular", "report"):
        assert mine.get(f"/files/{'report' if name == 'circular' else 'circular'}/{path.split('/')[-1]}").status == 404


@pytest.mark.parametrize("name", [name for name in KINDS if name != "application"])
def test_files_go_with_the_item(walk, send, name):
    mine = walk("modern")
    other, _ = send(mine, name, MORE)
    _, path = send(mine, name)
    ids = [row.id for row in kept(name)]
    mine.submit(mine.see(f"{path}/{KINDS[name].deletion}"))
    assert mine.see(path).status == 404 and len(ids) == 2
    assert not Attachment.select().where(Attachment.id.in_(ids)).exists()
    assert not AttachmentPart.select().where((AttachmentPart.member_id == "SAMPLE1") & AttachmentPart.attachment_id.in_(ids)).exists()
    assert Attachment.select().where(Attachment.name == MORE[0][0]).count() == 1


@pytest.mark.parametrize("name", KINDS)
def test_a_form_that_comes_back_says_that_files_must_be_chosen_again(walk, send, name):
    made, before = walk("modern"), Attachment.select().count()
    for files, changes, text in (
        (FILES, KINDS[name].wrong, "写真やファイルは、もう一度選んでください。"), ([("空.txt", b"")], {}, "「空.txt」は空です"),
        ([(f"{number}.txt", b"x") for number in range(6)], {}, "ファイルは5つまで"), ([("壊れた.jpg", PHOTO[:2_000])], {}, "画像として読めません"),
    ):
        answer, _ = send(made, name, files, **changes)
        assert answer.status == 200 and text in answer.text, answer.text
        assert Attachment.select().count() == before
        check_page(answer, made)
    send(made, name, form=answer)
    assert kept(name).count() == 2


@pytest.mark.parametrize("name", KINDS)
def test_a_form_that_came_back_is_not_sent_without_the_files_unless_it_is_said(walk, send, name):
    kind, made = KINDS[name], walk("modern")
    mended = {field: {"time": "0930", "due": ""}[field] for field in kind.wrong if field not in kind.fields}
    before = kind.table.select().count()
    answer, _ = send(made, name, **kind.wrong)
    for _ in range(2):
        answer, _ = send(made, name, [], form=answer, **mended)
        assert answer.says("写真・ファイルがまだ選ばれていません。") and kind.table.select().count() == before
    send(made, name, [], form=answer, button="without")
    assert kind.table.select().count() == before + 1 and not kept(name).exists()


@pytest.mark.parametrize("name", KINDS)
def test_a_second_press_keeps_the_files_once(walk, send, form_id, name):  # noqa: F811
    made = walk("modern")
    form = made.see(KINDS[name].form.format(form_id))
    for _ in range(3):
        assert send(made, name, form=form)[0].status == 200
    assert kept(name).count() == 2


@pytest.mark.parametrize("name", ["circular", "report", "info"])
def test_files_are_removed_and_added_when_the_item_is_changed(walk, send, name):
    made = walk("modern")
    _, path = send(made, name)
    first = str(kept(name).where(Attachment.name == TXT[0]).get().id)
    form = made.see(f"{path}/edit")
    refused = made.submit(form, {"title": "あ" * 51, "remove": first}, files=[("files", *MORE[0])])
    assert refused.says("もう一度選んでください。") and dict(refused.form()["fields"])["remove"] == first
    made.submit(refused, {"title": "題"}, files=[("files", *MORE[0])])
    page = made.see(path)
    assert "図面.txt" not in page.text and "足す.txt" in page.text and "写真" in page.text
    mova = walk("mova")
    mova.submit(mova.see(f"{path}/edit"), {"remove": paths_of(page)[1].split("/")[-1]})
    assert "足す.txt" not in made.see(path).text and "写真" in made.see(path).text


def test_a_draft_keeps_its_files_for_the_author_until_it_is_sent(walk, cast, send):
    made, theirs = walk("modern"), walk("mova", cast.colleague)
    _, path = send(made, "report", button="keep")
    addresses = paths_of(made.see(path))
    assert len(addresses) == 3 and all(theirs.see(address).status == 404 for address in [path, *addresses])
    made.submit(made.see(f"{path}/edit"))
    assert "図面.txt" in theirs.see(path).text and theirs.see(addresses[1]).status == 200


# 申請


def sent_back(walk, cast, path):
    theirs = walk("modern", cast.colleague)
    theirs.submit(theirs.see(path), {"comment": "図面が違います"}, form=0, button="send_back")
    return theirs


def test_files_stay_with_an_application_from_round_to_round_and_the_history_says_what_was_removed(walk, cast, send):
    mine = walk("modern")
    _, path = send(mine, "application")
    theirs = sent_back(walk, cast, path)
    form = mine.see(f"{path}/edit")
    removed = str(kept("application").where(Attachment.name == TXT[0]).get().id)
    mine.submit(form, {"remove": removed}, form=0, button="apply", files=[("files", *MORE[0])])
    page = theirs.see(path)
    assert "写真" in page.text and "足す.txt" in page.text and page.says("削除したファイル: 図面.txt")
    assert "削除したファイル" in theirs.see(f"{path}/history").text and not kept("application").where(Attachment.name == TXT[0]).exists()
    mine.submit(mine.see(f"{path}/withdrawal"))
    assert "写真" in theirs.see(path).text, "what was taken back can still be looked up"


def test_a_draft_of_an_application_says_that_it_keeps_no_files(walk, cast, send, form_id):  # noqa: F811
    mine = walk("modern")
    answer, _ = send(mine, "application", button="keep", f0="途中の机")
    assert answer.says("写真やファイルは残せません。") and dict(answer.form(0)["fields"])["f0"] == "途中の机"
    assert not kept("application").exists()
    assert mine.submit(answer, form=0, button="keep").says("下書きあり")
    assert dict(mine.see(f"/workflow/new/{form_id}").form(0)["fields"])["f0"] == "途中の机"


def test_nobody_but_the_applicant_adds_files_to_an_application(walk, cast, send):
    _, path = send(walk("modern"), "application")
    theirs = sent_back(walk, cast, path)
    fields = [("k", key_of(theirs)), ("from", "0"), ("to", "5"), ("version", "1"), ("apply", "1"), *FILLED.items()]
    assert theirs.post_files(f"{path}/edit", fields, [("files", *MORE[0])]).status == 403
    assert not Attachment.select().where(Attachment.name == MORE[0][0]).exists()


def test_a_copy_of_an_application_says_that_it_is_one_without_files(walk, send):
    mine = walk("modern")
    _, path = send(mine, "application")
    assert ("同じ内容で新しく申請(ファイルは除く)" in mine.see(path).source) and "(ファイルは除く)" not in mine.see(send(mine, "application", [])[1]).source


def test_the_queue_says_that_an_item_has_files(walk, cast, send):
    _, path = send(walk("modern"), "memo", caller="伊集院様")
    theirs = walk("mova", cast.colleague)
    for _ in range(20):
        page = theirs.see("/queue")
        if page.says("伊集院様"):
            break
        theirs.submit(page, form=1)
    assert theirs.get(page.link("ファイル2件")).path == path


# Small pages


@pytest.fixture
def longest(site, cast, everyone, form_id):  # noqa: F811
    """The paths of one item of each kind with the longest of everything, and five files."""
    mine, long_text, today = signed(cast.member), "<&\"'>🐌長い" * 1_250, datetime.date.today()
    everybody = tuple(user_id for member_id, user_id in everyone if member_id == cast.member.member_id)
    draft = circulation.Draft(EMOJI, long_text, due=today, users=everybody)
    values = [EMOJI, "999999999999", "2099-12-01", "消耗品", long_text[:1_000]]
    return {
        "memo": f"/memos/{memo.send(cast.member, memo.Draft(EMOJI, EMOJI, 'below', '0' * 13, long_text[:1_000], False, memo_moment(), everybody), 'm', None, longest_files())}",
        "circular": f"/circulars/{circulation.write(cast.member, 'circular', draft, 'c', True, longest_files())}",
        "report": f"/reports/{circulation.write(cast.member, 'report', replace(draft, heading='出張報告'), 'r', False, longest_files())}",
        "info": f"/infos/{info_board.post(mine, info_board.Draft(EMOJI, long_text, 0, today, today), today, 'i', longest_files())}",
        "application": f"/workflow/{workflow.apply(mine, form_id, 1, values, 'a', longest_files())}",
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_items_with_the_longest_files_fit_and_every_file_is_within_reach(walk, cast, longest, name):
    phone = walk(name)
    workflow.send_back(signed(cast.colleague), int(longest["application"].split("/")[-1]), "b", "1-1", "長い🐌" * 30)
    assert application.find(signed(cast.member), int(longest["application"].split("/")[-1])).state == "returned"
    for kind, path in longest.items():
        page = phone.see(path)
        for part in all_parts(phone, page, "次へ" if kind == "application" else "本文の続き")[:3]:
            check_page(part, phone)
        if kind != "memo":
            check_page(phone.see(f"{path}/edit"), phone)
        listed = [link["href"] for link in page.page.links if f"/files/{kind}/" in link["href"]]
        parts = all_parts(phone, phone.get(listed[0]), "次へ") if listed else [page]
        for part in parts:
            check_page(part, phone)
        assert sum(part.text.count("KB") for part in parts) == 5, kind
