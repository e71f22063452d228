"""A keypad phone of today, by its keys alone: d-pad, centre key, digits, * and #."""

import pytest

from tests.clients import browser, screens
from tests.clients.browser import heading, log_in, words
from tests.clients.keys import Keys

FAR_MONTH = "/month/203104"


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no scripts"])
def has_scripts(request):
    return request.param


@pytest.fixture(scope="module")
def person(people, has_scripts):
    return people["00118" if has_scripts else "00123"]


@pytest.fixture(scope="module")
def page(keypad, server, person, has_scripts):
    """A phone whose owner has logged in by its keys."""
    with browser.opened(keypad, browser.KEYPAD, java_script_enabled=has_scripts) as opened:
        opened.goto(server.address)
        keys = Keys(opened)
        keys.write("[name=member_id]", person.member_id)
        keys.write("[name=user_id]", person.user_id)
        keys.write("[name=password]", person.password)
        keys.open("[type=submit]")
        assert heading(opened) == person.name
        yield opened
        assert not opened.complaints


@pytest.fixture
def keys(page, server):
    page.goto(server.address)
    return Keys(page)


@pytest.fixture
def quick(keys, has_scripts):
    """Opens what a digit key opens; without scripts, by the arrow keys and the centre key."""
    return keys.press_and_go if has_scripts else lambda key: keys.open(f"[accesskey='{key}']")


def test_an_appointment_is_added_changed_and_deleted(page, keys, quick, server, has_scripts):
    quick("4")
    assert "予定を追加" in words(page)
    keys.open("main .links a")
    assert heading(page) == "予定の追加"
    keys.write("[name=title]", "歯医者 14時")
    keys.write("[name=day]", "20310410")
    keys.write("[name=start]", "1400")
    keys.write("[name=end]", "1430")
    keys.open("[type=submit]")
    assert heading(page) == "2031/4/10(木)" and "14:00-14:30 歯医者 14時" in words(page)

    quick("1")
    assert heading(page) == "歯医者 14時"
    quick("1")
    assert heading(page) == "予定の変更"
    keys.write("[name=title]", "歯医者 15時")
    keys.write("[name=start]", "1500")
    keys.write("[name=end]", "1530")
    keys.open("[type=submit]")
    assert "15:00-15:30 歯医者 15時" in words(page) and "14時" not in words(page)

    quick("1")
    quick("2")
    assert heading(page) == "予定の削除"
    keys.open("[type=submit]")
    assert heading(page) == "2031/4/10(木)" and "予定はありません" in words(page)

    quick("0")
    assert "予定の追加" in words(page)


def test_star_and_hash_turn_the_days(page, quick, server):
    page.goto(f"{server.address}/day/20310410")
    quick("#")
    assert heading(page) == "2031/4/11(金)"
    quick("*")
    quick("*")
    assert heading(page) == "2031/4/9(水)"


def test_the_centre_key_in_a_field_sends_the_form(page, keys, server):
    page.goto(f"{server.address}/event/new?d=20310412")
    keys.write("[name=title]", "決定キーで登録")
    keys.press_and_go("Enter")
    assert heading(page) == "2031/4/12(土)" and "決定キーで登録" in words(page)


def test_digits_in_a_field_are_text(page, keys, server):
    page.goto(f"{server.address}/event/new?d=20310413")
    keys.write("[name=title]", "0120#4*9")
    keys.write("[name=note]", "7 0 4")
    keys.write("[name=day]", "20310414")
    assert heading(page) == "予定の追加"
    assert [page.input_value(f"[name={name}]") for name in ("title", "note", "day")] == ["0120#4*9", "7 0 4", "20310414"]


def test_arrow_keys_reach_everything_and_show_where_they_are(keypad, server, people):
    with browser.opened(keypad, browser.KEYPAD) as page:
        keys = Keys(page)
        log_in(page, server, people["00188"])
        page.goto(f"{server.address}/event/new?d=20310415")
        keys.write("[name=title]", "一巡")
        keys.press_and_go("Enter")
        event_path = page.get_attribute("main .rows a", "href")
        for name, path in screens.signed_in(page, server, event_path).items():
            page.goto(server.address + path)
            looks = keys.looks()
            assert looks and not [look for look in looks if not is_plain(look)], name
        assert not [text for text in page.complaints if "404" not in text]


@pytest.mark.parametrize("path", screens.SIGNED_OUT.values(), ids=screens.SIGNED_OUT)
def test_arrow_keys_reach_everything_before_the_login(keypad, server, path):
    with browser.opened(keypad, browser.KEYPAD) as opened:
        opened.goto(server.address + path)
        looks = Keys(opened).looks()
        assert len(looks) >= 2 and all(map(is_plain, looks))


def is_plain(look):
    """Whether the eye finds the focus."""
    return look["outline"] != "none" and look["width"] >= 2 and look["onScreen"]
