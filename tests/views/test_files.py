"""Files of an event on phones: sent, seen, taken home, removed; never run by a browser, never shown to others."""

import io

import pytest
from PIL import Image

from carriers import DIALECTS
from models import attachment
from models.attachment import Attachment, AttachmentPart
from models.event import Event
from tests.pictures import exif_with_place, is_there, noise, picture
from tests.views.test_schedule import form_of, path_of
from tests.views.test_screens import check_page
from views import upload
from views.channel import REFUSED

PHOTO = picture("JPEG", (300, 225))
SMALL_DIALECTS = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]


def opened(answer):
    assert answer.status == 200, answer.text
    return Image.open(io.BytesIO(answer.body))


@pytest.fixture
def attach(walk, quiet_day):
    """attach((name, bytes), ..., phone=..., **fields) registers an event with files on a smartphone; its page there."""

    def attach(*files, phone=None, title="現場", **fields):
        phone = phone or walk("modern")
        form = form_of(phone, quiet_day)
        day = phone.submit(form, {"title": title, "anyway": "1"} | fields, files=[("files", *file) for file in files])
        return phone, phone.get(day.link(title))

    return attach


def links_of(page):
    return [link["href"].partition("?")[0] for link in page.page.links if "/files/" in link["href"]]


@pytest.mark.parametrize("name", ["modern", "garaho", "kaios"])
def test_a_photo_from_any_phone_that_sends_one(attach, walk, name):
    phone, page = attach(("現場 写真.jpg", PHOTO), phone=walk(name))
    shown, = page.page.pictures
    found = opened(phone.get(shown["src"]))
    assert (found.format, found.width) == ("JPEG", int(shown["width"])) and found.height == int(shown["height"]) and shown["alt"] == "現場 写真.jpg"
    whole = phone.get(page.link("現場 写真.jpg"))
    assert opened(whole).tobytes() == Image.open(io.BytesIO(PHOTO)).tobytes()


@pytest.mark.parametrize("name, form, width", [
    ("mova", "GIF", 96), ("imode1", "JPEG", 240), ("imode2", "JPEG", 240), ("ez", "JPEG", 240), ("sb2g", "PNG", 120), ("sb3g", "JPEG", 240), ("willcom", "JPEG", 240),
])
def test_an_old_phone_gets_a_picture_that_it_can_show(attach, walk, name, form, width):
    _, page = attach(("現場.jpg", noise((200, 150))))
    phone = walk(name, keeps_cookies=False)
    shown, = phone.see(page.path).page.pictures
    assert "s=" in shown["src"], "without cookies the picture needs the session too"
    answer = phone.get(shown["src"])
    found, dialect = opened(answer), phone.device.dialect
    assert found.format == form and found.width <= int(shown["width"]) <= width
    assert len(answer.body) <= dialect.picture_limit and answer.header("Content-Type") == f"image/{form.lower()}"
    assert len(shown["src"].encode()) < dialect.url_limit


def test_a_phone_that_takes_no_picture_or_no_large_file_is_told_name_and_size(attach, walk):
    _, page = attach(("現場.jpg", PHOTO), ("図面.pdf", b"%PDF-1.7" + bytes(2_000_000)))
    for name in ("ez1", "mova"):
        shown = walk(name).see(page.path)
        assert shown.says("図面.pdf 1.9MB") and not any("図面" in link["text"] for link in shown.page.links)
        assert len(shown.page.pictures) == (0 if name == "ez1" else 1)
    assert any("図面" in link["text"] for link in walk("modern").see(page.path).page.links)


def test_only_phones_that_can_send_files_are_asked_for_them(walk, quiet_day):
    for name in [dialect.name for dialect in DIALECTS]:
        form = form_of(walk(name), quiet_day)
        can = name in ("garaho", "kaios", "modern")  # the old smartphone of these tests is a FOMA's full browser
        assert (form.form()["files"] == ["files"]) is can and ("multipart" in form.form()["enctype"]) is can and ('type="file"' in form.source) is can


def test_text_comes_through_a_form_with_files_as_through_one_without(attach):
    phone, page = attach(("a.txt", b"x"), title="髙橋さんと〜会議①☀️「&<b>\"", note="一行目\n二行目&#9731;", place="屋上+100%")
    event = Event.select().order_by(Event.id.desc()).get()
    assert (event.title, event.note, event.place) == ("髙橋さんと〜会議①☀️「&<b>\"", "一行目\n二行目&#9731;", "屋上+100%")
    assert "<b>" not in page.source


def test_files_are_removed_and_added_by_the_form_even_on_a_phone_that_sends_none(attach, walk):
    phone, page = attach(("残す.txt", b"1"), ("外す.txt", b"2"))
    second = Attachment.select().where(Attachment.name == "外す.txt").get()
    mova = walk("mova")
    mova.submit(mova.get(mova.see(page.path).link("変更")), {"remove": str(second.id), "anyway": "1"})
    again = phone.get(page.path)
    assert "残す.txt" in again.text and "外す.txt" not in again.text and not AttachmentPart.select().where(AttachmentPart.attachment_id == second.id).exists()
    phone.submit(phone.get(again.link("変更")), {"anyway": "1"}, files=[("files", "足す.png", picture("PNG"))])
    again = phone.get(page.path)
    assert "残す.txt" in again.text and "足す.png" in again.text
    phone.submit(phone.get(phone.get(again.link("削除")).url))
    assert not Attachment.select().where(Attachment.id.in_([second.id, second.id + 1])).exists()


def test_a_form_without_a_file_changes_none(attach):
    phone, page = attach(("残す.txt", b"1"))
    phone.submit(phone.get(page.link("変更")), {"title": "新しい題", "anyway": "1"})
    assert "残す.txt" in phone.get(page.path).text


def test_a_copy_says_that_it_has_no_files(attach):
    phone, page = attach(("a.txt", b"1"), title="元の予定")
    form = phone.get(page.link("コピー"))
    assert form.says("元の予定のファイルはコピーされません。") and "remove" not in dict(form.form()["fields"])
    day = phone.submit(form, {"title": "写しの予定", "anyway": "1"})
    assert "a.txt" not in phone.get(day.link("写しの予定")).text and "a.txt" in phone.get(page.path).text
    plain = phone.get(phone.get(day.link("写しの予定")).link("コピー"))
    assert not plain.says("コピーされません")


@pytest.mark.parametrize("changes, files, text", [
    ({}, [("空.txt", b"")], "「空.txt」は空です"), ({}, [("大きい.bin", bytes(attachment.LARGEST + 1))], "「大きい.bin」は5MBを超えて"),
    ({}, [(f"{number}.txt", b"x") for number in range(6)], "ファイルは5つまで"), ({}, [("壊れた.jpg", PHOTO[:2_000])], "画像として読めません"),
    ({"title": ""}, [("a.txt", b"x")], "もう一度選んでください"), ({"end": "08:00"}, [("a.txt", b"x")], "もう一度選んでください"),
])
def test_what_is_wrong_is_said_and_everything_typed_is_still_there(walk, quiet_day, changes, files, text):
    phone = walk("modern")
    before = Attachment.select().count()
    answer = phone.submit(form_of(phone, quiet_day), {"title": "題", "place": "屋上"} | changes, files=[("files", *file) for file in files])
    assert answer.status == 200 and text in answer.text, answer.text
    assert dict(answer.form()["fields"])["place"] == "屋上" and Attachment.select().count() == before
    check_page(answer, phone)


def test_an_overlap_says_that_files_must_be_chosen_again(attach, walk, quiet_day):
    phone, _ = attach(title="先の予定")
    answer = phone.submit(form_of(phone, quiet_day), {"title": "後の予定"}, files=[("files", "a.txt", b"x")])
    assert answer.says("と重なります。") and answer.says("写真やファイルは、もう一度選んでください。")
    assert "と重なります" not in phone.submit(answer, files=[("files", "a.txt", b"x")]).text
    assert Attachment.select().where(Attachment.name == "a.txt").count() == 1


def test_an_overlap_registers_nothing_without_the_files_that_were_chosen_unless_it_is_said(attach, walk, quiet_day):
    phone, _ = attach(title="先の予定")
    answer = phone.submit(form_of(phone, quiet_day), {"title": "後の予定"}, files=[("files", "a.txt", b"x")])
    assert "ファイルなしで登録" not in answer.source
    asked = phone.submit(answer)  # 重なったまま登録
    assert asked.says("写真・ファイルがまだ選ばれていません。") and not Event.select().where(Event.title == "後の予定").exists()
    check_page(asked, phone)
    again = phone.submit(phone.submit(asked), {"title": ""})
    assert again.says("件名を入力") and again.says("もう一度選んでください") and not Event.select().where(Event.title == "後の予定").exists()
    phone.submit(asked, files=[("files", "a.txt", b"x")])
    assert Event.select().where(Event.title == "後の予定").count() == Attachment.select().where(Attachment.name == "a.txt").count() == 1


def test_without_the_files_that_were_chosen_it_is_registered_by_the_button_that_says_so(attach, walk, quiet_day):
    phone, _ = attach(title="先の予定")
    asked = phone.submit(phone.submit(form_of(phone, quiet_day), {"title": "後の予定"}, files=[("files", "a.txt", b"x")]))
    assert phone.submit(asked, button="without").path.startswith("/day/")
    assert Event.select().where(Event.title == "後の予定").count() == 1 and not Attachment.select().where(Attachment.name == "a.txt").exists()


def test_a_tick_to_remove_is_still_there_when_the_form_comes_back(attach):
    phone, page = attach(("a.txt", b"1"))
    file_id = str(Attachment.select().where(Attachment.name == "a.txt").get().id)
    answer = phone.submit(phone.get(page.link("変更")), {"title": "", "remove": file_id})
    assert dict(answer.form()["fields"])["remove"] == file_id
    phone.submit(answer, {"title": "題", "anyway": "1"})
    assert not Attachment.select().where(Attachment.name == "a.txt").exists()


def test_a_second_press_keeps_a_file_once(walk, quiet_day):
    phone = walk("modern")
    form = form_of(phone, quiet_day)
    for _ in range(3):
        assert phone.submit(form, {"title": "一度だけ"}, files=[("files", "一度.txt", b"x")]).path.startswith("/day/")
    assert Attachment.select().where(Attachment.name == "一度.txt").count() == 1


# What a browser may do with them


HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize("name, data, media_type, kept_name", [
    ("a.html", HTML, "application/octet-stream", "a.html"), ("写真.jpg", HTML, "application/octet-stream", "写真.jpg"),
    ("a.svg", b"<svg onload='alert(1)'/>", "application/octet-stream", "a.svg"), ("a.html", picture("GIF", mode="P") + HTML, "image/gif", "a.html.gif"),
    ("a.js", b"alert(1)", "application/octet-stream", "a.js"), ("a.exe", b"MZ\0\0", "application/octet-stream", "a.exe"),
    ("a.html", b"plain", "application/octet-stream", "a.html"), ('x".html; filename=y', b"plain", "application/octet-stream", "x_.html; filename=y"),
    ("a\r\nSet-Cookie: s=x", b"x", "text/plain", "a Set-Cookie_ s=x.txt"),
])
def test_nothing_is_ever_opened_by_a_browser(attach, name, data, media_type, kept_name):
    from urllib.parse import quote

    phone, page = attach((name, data))
    answer = phone.get(links_of(page)[0])
    assert answer.status == 200 and answer.body == data and answer.header("Content-Type") == media_type
    disposition = answer.header("Content-Disposition")
    assert disposition.startswith('attachment; filename="') and disposition.isascii() and disposition.count('"') == 2
    assert disposition.endswith(f"filename*=UTF-8''{quote(kept_name, safe='')}")
    assert answer.header("X-Content-Type-Options") == "nosniff" and "sandbox" in answer.header("Content-Security-Policy")
    assert "default-src 'none'" in answer.header("Content-Security-Policy") and answer.header("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.header("Cache-Control").startswith("private") and not answer.header("Set-Cookie")
    assert len(page.page.pictures) == (media_type == "image/gif")


def test_a_picture_in_a_page_is_drawn_anew(attach):
    phone, page = attach(("a.gif", picture("GIF", mode="P") + HTML), ("b.jpg", picture("JPEG", exif=exif_with_place(), comment=HTML)))
    for shown in page.page.pictures:
        answer = phone.get(shown["src"])
        assert not is_there([b"script", b"GPS", b"SATO"], answer.body)
        assert answer.header("X-Content-Type-Options") == "nosniff" and answer.header("Content-Type") == "image/jpeg" and "User-Agent" in answer.header("Vary")
    assert not is_there([b"script", b"GPS", b"SATO"], phone.get(links_of(page)[1]).body)


def test_files_are_answered_to_those_who_see_the_event_and_to_nobody_else(attach, walk, phone, cast):
    mine, page = attach(("秘密.jpg", PHOTO), private="1")
    open_page = attach(("公開.jpg", PHOTO), phone=mine, title="公開の予定")[1]
    theirs, twin = walk("modern", cast.colleague), walk("modern", cast.twin)
    secret, public = ([*links_of(found), found.page.pictures[0]["src"]] for found in (page, open_page))
    event_id = page.path.split("/")[2]
    for path in [*secret, f"/files/event/{event_id}"]:
        assert mine.get(path).status == 200
        for other in (theirs, twin):
            assert other.get(path).status == 404 and "秘密" not in other.get(path).source
        assert phone("modern").get(path, follow=False).status == 302, "not signed in"
    for path in public:
        assert theirs.get(path).status == 200 and twin.get(path).status == 404


@pytest.mark.parametrize("path", [
    "/files/99999", "/files/99999/240.jpg", "/files/event/99999", "/files/todo/1", "/files/1/240.exe", "/files/0", "/files/" + "9" * 18, "/files/x",
    "/files/1/24000000.jpg", "/files/_of_item/1",
])
def test_odd_addresses_are_not_found(walk, path):
    assert walk("modern").see(path).status == 404


def test_no_picture_is_made_of_what_is_none_and_odd_widths_are_kept_within_bounds(attach):
    phone, page = attach(("a.jpg", PHOTO), ("b.txt", b"x"))
    picture_path, text_path = links_of(page)
    assert phone.get(f"{text_path}/240.jpg").status == 404
    assert opened(phone.get(f"{picture_path}/0.png")).width == 16 and opened(phone.get(f"{picture_path}/9999.gif")).width <= 1024


# The form itself


def test_a_form_of_another_site_or_without_its_key_is_refused(walk, quiet_day):
    phone = walk("modern")
    fields = [(name, value) for name, value in form_of(phone, quiet_day).form()["fields"] if name not in ("k", "title")] + [("title", "題")]
    files = [("files", "a.txt", b"x")]
    assert phone.post_files("/event", fields, files).status == 403
    assert phone.post_files("/event", fields + [("k", "x" * 22)], files).status == 403
    key = dict(form_of(phone, quiet_day).form()["fields"])["k"]
    assert phone.post_files("/event", fields + [("k", key)], files, HTTP_ORIGIN="http://evil.example").status == 403
    assert not Attachment.select().where(Attachment.name == "a.txt").exists()
    assert phone.post_files("/event", fields + [("k", key)], files).status == 200


def test_too_much_at_once_gets_a_page_that_says_how_much_is_taken(walk, quiet_day):
    phone = walk("modern")
    form = form_of(phone, quiet_day)
    answer = phone.submit(form, {"title": "題"}, files=[("files", "a.bin", bytes(upload.MOST_BYTES))])
    assert answer.status == 413 and answer.says(upload.LIMITS) and answer.header("Content-Type") == phone.device.dialect.header
    answer = phone.submit(form, {"title": "題", "note": "長" * 100_000})
    assert answer.status == 413 and not Event.select().where(Event.title == "題").exists()


@pytest.mark.parametrize("keeps_cookies", [True, False])
def test_what_the_server_itself_refuses_as_too_large_leads_back_and_not_to_the_login(walk, quiet_day, keeps_cookies):
    phone = walk("modern", keeps_cookies=keeps_cookies)
    form = form_of(phone, quiet_day).form()
    answer = phone.post_files(form["action"], form["fields"], [("files", "a.bin", b"x")], **{REFUSED: 413})
    assert answer.status == 413 and answer.says("前の画面に戻り") and "/login" not in answer.source
    assert phone.get(answer.link("トップ")).says("予定")


@pytest.mark.parametrize("body, content_type, status", [
    (b"", "multipart/form-data; boundary=x", 400), (b"--x\r\n", "multipart/form-data; boundary=x", 400), (b"--x--\r\n", "multipart/form-data", 400),
    (b"--x\r\nContent-Disposition: form-data; name=\"k\"\r\n\r\nv", "multipart/form-data; boundary=x", 400),
    (b"--x\r\nX: y\r\n\r\nv\r\n--x--\r\n", "multipart/form-data; boundary=x", 400), (b"--x--\r\n", "multipart/mixed; boundary=x", 400),
    (b"--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n\xff\xfe\r\n--x--\r\n", "multipart/form-data; boundary=x", 400),
    (b"".join(b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n" for _ in range(600)) + b"--x--\r\n", "multipart/form-data; boundary=x", 413),
    (b"--x\r\nContent-Disposition: form-data; name=\"" + b"a" * 9_000 + b"\"\r\n\r\nv\r\n--x--\r\n", "multipart/form-data; boundary=x", 413),
    (b"--x--\r\n", "multipart/form-data; boundary=x", 403),
])
def test_an_odd_body_is_told_and_never_an_error_of_ours(walk, body, content_type, status):
    answer = walk("modern").post("/event", body, CONTENT_TYPE=content_type)
    assert answer.status == status and answer.header("Content-Type") == "text/html; charset=UTF-8"


def test_who_is_not_signed_in_sends_no_files(phone):
    made = phone("modern")
    assert made.post_files("/login", [("member_id", "SAMPLE1")], [("files", "a.txt", b"x")]).status == 400


@pytest.mark.parametrize("name, expected", [
    ("写真.jpg".encode("cp932"), "写真.jpg"), ("表.jpg".encode("cp932"), "表.jpg"), (b"\xff\xfe\xfd\x80", "file.jpg"), (b"\x81", "file.jpg"), ("か\u3099.jpg".encode(), "が.jpg"),
    (b"C:\\DCIM\\IMG_1.JPG", "IMG_1.JPG"), (b"a%22b.jpg", "a_b.jpg"), (b"../../x.jpg", "x.jpg"), ("🐌".encode() * 60, "🐌" * 60 + ".jpg"),
])
def test_a_name_in_any_charset_is_kept_as_well_as_can_be(walk, quiet_day, name, expected):
    phone = walk("modern")
    phone.submit(form_of(phone, quiet_day), {"title": "題", "anyway": "1"}, files=[("files", name, PHOTO)])
    assert Attachment.select().order_by(Attachment.id.desc()).get().name == expected


# Small pages


def longest_files():
    """As many files as an item may have, with the longest and most hostile names."""
    names = ["🐌" * 96 + ".jpg", "<&\"'>" * 19 + ".jpg", "ขคงจฉชซญ" * 12 + ".jpg", "x" * 96 + ".jpg", "👨‍👩‍👧‍👦" * 13 + ".txt"]
    return attachment.Changes(attachment.prepared(
        [(name, io.BytesIO(picture("JPEG", (60, 40)) if name.endswith("jpg") else b"x")) for name in names]))


@pytest.fixture
def hostile_event(site, cast, quiet_day):
    """An event with the longest of everything and five files with the longest names."""
    import datetime

    from models import schedule

    start = datetime.datetime.combine(quiet_day, datetime.time(9))
    event_id = schedule.add(cast.member, schedule.Draft(
        title="🐌" * 50, place="<&\"'>" * 10, note="長いメモ🐌\n" * 140, start=start, end=start + datetime.timedelta(hours=1), users=(cast.member.user_id,),
    ), "k", longest_files())
    return f"/event/{event_id}/{path_of(quiet_day)}"


@pytest.mark.parametrize("name", SMALL_DIALECTS)
def test_the_longest_event_with_the_longest_files_fits_and_every_file_is_within_reach(walk, hostile_event, name):
    phone = walk(name)
    page = phone.see(hostile_event)
    check_page(page, phone)
    check_page(phone.see(f"{hostile_event}/edit"), phone)
    check_page(phone.see(f"{hostile_event}/copy"), phone)
    if any("ファイル一覧" in link["text"] or "ﾌｧｲﾙ一覧" in link["text"] for link in page.page.links):
        page, seen = phone.get(page.link("ファイル一覧(5")), 0
        while True:
            check_page(page, phone)
            seen += page.text.count("KB")
            following = [link["href"] for link in page.page.links if "次へ" in link["text"]]
            if not following:
                break
            page = phone.get(following[0])
        assert seen == 5
    else:
        assert page.text.count("KB") == 5


def test_a_list_of_files_costs_one_query(walk, attach):
    from models import base

    phone, page = attach(*[(f"{number}.txt", b"x") for number in range(5)])
    asked, read = [], base.Read.__call__

    def counted(self, **values):
        asked.append(1)
        return read(self, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base.Read, "__call__", counted)
        phone.get(page.path)
        with_files = len(asked)
        asked.clear()
        phone.get(links_of(page)[0])
    assert with_files <= 6 and len(asked) <= 6
