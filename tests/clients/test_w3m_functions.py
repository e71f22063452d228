"""What a day brings, in a text browser without cookies and scripts, in Shift_JIS: one long flow for each phone."""

import contextlib

import pytest

from tests.clients import agents
from tests.clients.terminal import TextBrowser
from tests.clients.test_w3m import log_in

DAY = "20310312"  # a Wednesday with no sample on it


@pytest.fixture
def using(w3m, server, tmp_path):
    """Opens a phone and logs a person in; it is put away at the end."""
    with contextlib.ExitStack() as stack:

        def using(user_agent, person):
            home = tmp_path / person.user_id
            home.mkdir()
            terminal = TextBrowser(w3m, home, server.address, user_agent)
            stack.callback(terminal.close)
            log_in(terminal, person)
            terminal.sees("まとめて処理", "その他")
            return terminal

        yield using


def waiting(terminal):
    """How many the queue's heading says are left."""
    terminal.sees("残り")
    return int(terminal.lines(r"残り(\d+)")[0])


def test_what_waits_for_an_answer(using, people):
    terminal = using(agents.FOMA, people["00104"])
    terminal.open_link("安否確認に答えて")
    terminal.sees("地震の安否確認", "要救助")
    terminal.open_link("無事")  # the second press from トップ
    terminal.sees("無事 と回答しました")
    terminal.open_link("トップ")
    terminal.open_link("まとめて処理")
    count = waiting(terminal)
    terminal.open_link("確認")
    terminal.sees("回答しました。", f"残り{count - 1}")
    title = terminal.text.splitlines()[2]
    terminal.open_link("あとで")
    terminal.sees("あとに回しました。", f"残り{count - 1}")
    assert title not in terminal.text

    terminal.open_link("トップ")
    terminal.sees("次")
    assert "安否確認に答えて" not in terminal.text
    terminal.open_link("承認")
    terminal.open_link("承認待ち")
    terminal.sees("休暇届")
    terminal.open_link("休暇届")
    terminal.sees("休む日", "却下")
    terminal.open_link("承認")
    terminal.sees("承認しました")

    terminal.open_link("トップ")
    terminal.open_link("回覧")
    terminal.open_link("健康診断の希望日")
    terminal.sees("第1希望")
    terminal.open_link("返信して確認")
    terminal.write_into("返信", "12月8日の午後〜\n第2希望は①9日")
    terminal.open_link("確認")
    terminal.sees("確認しました", "12月8日の午後")
    terminal.open_link("確認した人")
    terminal.open_link("佐藤 花子")
    terminal.sees("12月8日の午後", "第2希望は19日")  # ① is 1 to who compares


def test_a_memo_goes_to_a_colleague_who_confirms_it(using, people):
    sender, reader = using(agents.MOVA, people["00112"]), None
    sender.open_link("伝言")
    sender.open_link("伝言を書く")
    sender.sees("相手", "シークレット")
    sender.type_into("相手", "見本電機 ㈱髙橋様")
    sender.type_into("電話", "0300002001")
    sender.tick("齋藤 光")
    sender.type_into("ほかの人(名前かIDか組織名)", "鈴木 大輔")
    sender.open_link("送信")
    sender.sees("見本電機", "確認0/2")

    reader = using(agents.AU, people["00118"])
    reader.open_link("伝言")
    reader.sees("山﨑 直樹")
    reader.open_link("見本電機")
    reader.sees("折り返し電話をください", "0300002001", "齋藤 光")
    reader.open_link("確認")
    reader.sees("済 見本電機")

    sender.open_link("見本電機")
    sender.open_link("確認した人(1/2)")
    sender.sees("鈴木 大輔", "確認")


def test_a_room_is_booked_found_and_free_time_is_offered(using, people):
    terminal = using(agents.AU, people["00115"])
    for purpose, start, end in (("春の展示会①", "1000", "1130"), ("採用面接", "1100", "1200")):
        terminal.open_link("設備")
        terminal.open_link("会議室")
        terminal.open_link("第2会議室")
        terminal.open_link("予約する")
        terminal.sees("目的", "開始")
        terminal.type_into("目的", purpose)
        terminal.type_into("日", DAY)
        terminal.type_into("開始", start)
        terminal.type_into("終了", end)
        terminal.open_link("予約")
        if purpose == "春の展示会①":
            terminal.sees("10:00-11:30", "春の展示会1")
            terminal.open_link("トップ")
    terminal.sees("空いている時間・設備", "採用面接")
    offer = terminal.lines(r"\[([^\[\]]*\d:\d\d[^\[\]]*)\]")[0]
    terminal.open_link(offer)
    terminal.sees("採用面接", "3/12(水)")

    terminal.open_link("トップ")
    terminal.open_link("その他")
    terminal.open_link("検索")
    terminal.sees("件名や本文の言葉で探します")
    terminal.type_into("検索", "展示会")
    terminal.open_link("検索")
    terminal.sees("展示会")

    terminal.open_link("トップ")
    terminal.open_link("その他")
    terminal.open_link("空き時間を探す")
    terminal.sees("長さ", "参加者")
    terminal.type_into("いつから", DAY)
    terminal.type_into("ほかの人(名前かIDか組織名)", "00107")
    terminal.open_link("探す")
    terminal.sees("次の候補")
    assert len(terminal.lines(r"\[(.*\d:\d\d-\d+:\d\d.*)\]")) == 3
    terminal.type_into("件名", "来期の相談")
    terminal.to_top()
    terminal.open_link(terminal.lines(r"\[(.*\d:\d\d-\d+:\d\d.*)\]")[0][:12])
    terminal.sees("来期の相談")
