"""ToDo on the phone: written, done by one key and taken up again; nobody else's business."""

import datetime

import pytest

from carriers import DIALECTS
from models import todo
from models.todo import HIGH, Plan, Todo
from tests.views.test_limits import NOTE, all_parts
from tests.views.test_screens import check_page

SMALL = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]


def one(title):
    return Todo.select().where(Todo.title == title).get()


def add(phone, title, **changes):
    return phone.submit(phone.see("/todos/new"), {"title": title} | changes)


@pytest.mark.parametrize("name, options", [("mova", {}), ("ez", {"keeps_cookies": False}), ("modern", {})])
def test_it_is_added_changed_done_taken_up_and_deleted(walk, today, name, options):
    made = walk(name, **options)
    due = (today - datetime.timedelta(1)).strftime("%Y%m%d" if name != "modern" else "%Y-%m-%d")
    listed = add(made, "用事", due=due, priority="1", note="一行目\n二行目")
    assert listed.path == "/todos" and "!用事" in listed.text and listed.says("期限切れ")
    page = made.get(listed.link("用事"))
    assert page.says("優先度高") and page.says("二行目")
    changed = made.submit(made.get(page.link("変更")), {"due": "", "priority": "3"})
    assert changed.path == page.path and changed.says("期限なし") and changed.says("優先度低")
    assert made.submit(changed).path == "/todos" and one("用事").done_at
    finished = made.get(made.see("/todos/done").link("用事"))
    assert finished.says("完了 ")
    assert "用事" in made.submit(finished).text and not one("用事").done_at
    confirmation = made.get(page.link("削除"))
    assert confirmation.says("元には戻せません。")
    assert [made.submit(confirmation).path for _ in range(2)] == ["/todos", "/todos"] and not Todo.select().where(Todo.title == "用事").exists()


def test_done_is_the_key_1(walk):
    source = walk("imode1").see("/todos/1").source
    assert 'accesskey="1"' in source.split("</form>")[0]


def test_what_is_overdue_comes_first(walk):
    made = walk("imode1")
    page = made.see("/todos")
    assert "見積書を送る" in made.get(page.key("1")).text and page.text.index("期限") < page.text.index("出張の精算")
    assert "健康診断の予約" not in page.text and "健康診断の予約" in made.get(page.link("終わった")).text


WRONG = [
    ({"title": ""}, "件名を入力してください。"), ({"title": "あ" * 51}, "件名は50文字以内"), ({"note": "あ" * 1001}, "メモは1000文字以内"),
    ({"due": "20260231"}, "期限は"), ({"due": "x" * 300}, "期限は"), ({"priority": "9"}, "優先度"), ({"priority": "x"}, "優先度"),
]


def test_each_rule_names_itself_and_what_was_typed_comes_back(walk):
    made = walk("modern")
    before = Todo.select().count()
    for changes, text in WRONG:
        typed = {"title": "題", "note": "覚え書き"} | changes
        answer = made.submit(made.see("/todos/new"), typed)
        fields = dict(answer.form()["fields"])
        assert answer.status == 200 and text in answer.text, text
        assert (fields["title"], fields["note"]) == (typed["title"], typed["note"])
    assert Todo.select().count() == before


def test_a_second_press_adds_nothing_and_lands_on_the_same_page(walk):
    made = walk("imode1")
    form = made.see("/todos/new")
    assert {made.submit(form, {"title": "一度"}).path for _ in range(3)} == {"/todos"} and one("一度")
    page = made.see(f"/todos/{one('一度').id}")
    done = [made.submit(page).path for _ in range(2)]
    assert done == ["/todos", "/todos"]


def test_a_change_on_another_phone_is_told(walk):
    first, second = walk("imode1"), walk("modern")
    forms = [phone.see("/todos/1/edit") for phone in (first, second)]
    second.submit(forms[1], {"note": "新しいメモ"})
    answer = first.submit(forms[0], {"title": "新しい件名"})
    assert answer.says("別の端末でこのToDoを変更しています。") and "新しい件名" in answer.source
    first.submit(answer)
    assert one("新しい件名")


def test_nobody_else_sees_or_touches_it(walk, cast):
    add(walk("modern"), "私だけの用事")
    todo_id = one("私だけの用事").id
    for login in (cast.colleague, cast.administrator, cast.twin):
        theirs = walk("modern", login)
        key = dict(theirs.see("/todos/new").form()["fields"])["k"]
        assert "私だけの用事" not in theirs.see("/todos").text
        for path in ("", "/edit", "/deletion"):
            assert theirs.see(f"/todos/{todo_id}{path}").status == 404
        for path in ("", "/done", "/open", "/deletion"):
            assert theirs.post(f"/todos/{todo_id}{path}", [("k", key), ("title", "x"), ("priority", "1"), ("version", "1")]).status == 404
    assert not one("私だけの用事").done_at


@pytest.mark.parametrize("name", SMALL)
def test_the_longest_is_shown_and_changed_within_the_limit_and_nothing_of_it_is_lost(walk, cast, name, today):
    plan, made = Plan("🐌" * 50, NOTE, today, HIGH), walk(name)
    ids = [todo.add(cast.member, plan, f"k{number}") for number in range(10)]
    for part in all_parts(made, made.see("/todos"), "次へ"):
        check_page(part, made)
    parts = all_parts(made, made.see(f"/todos/{ids[0]}"), "メモの続き")
    for part in parts:
        check_page(part, made)
    assert "".join(part.text for part in parts).count("行") == NOTE.count("行")
    form = made.see(f"/todos/{ids[0]}/edit")
    check_page(form, made)
    check_page(made.submit(form, {"title": "長" * 3000, "note": "長" * 3000}), made)
    made.submit(form, {"priority": "3"})
    after = todo.find(cast.member, ids[0]).plan
    assert (after.title, after.note, after.priority) == (plan.title, plan.note, 3)


def test_hostile_text_is_text(walk, cast):
    hostile = '"><script>x</script>'
    todo_id = todo.add(cast.member, Plan(hostile, hostile), "k")
    for name in ("mova", "modern"):
        made = walk(name)
        for path in ("/todos", f"/todos/{todo_id}", f"/todos/{todo_id}/edit", f"/todos/{todo_id}/deletion"):
            assert "<script>x" not in made.see(path).source
        assert hostile in made.see(f"/todos/{todo_id}").text
