"""Days as people type them, and what they are told of those that are none."""

import datetime

import pytest

from models import texts
from views.typed import typed_day

TODAY = datetime.date(2026, 11, 25)
FORM, NO_DAY, RANGE = "日付は 2026/11/24 か 20261124 のように入力してください。", "カレンダーにある日を入力してください。", "日付は、1970年から2099年までの日を入力してください。"


@pytest.mark.parametrize("text, day", [
    ("2026-11-24", (2026, 11, 24)), ("20261124", (2026, 11, 24)), ("２０２６年２月３日", (2026, 2, 3)), (" 1124", (2026, 11, 24)), ("2/1", (2027, 2, 1)),
    ("2028-02-29", (2028, 2, 29))])
def test_a_day_is_understood(text, day):
    assert typed_day(text, TODAY) == datetime.date(*day)


@pytest.mark.parametrize("text, said", [
    ("2026-02-30", NO_DAY), ("20261301", NO_DAY), ("0000/01/01", NO_DAY), ("2/30", NO_DAY), ("0229", NO_DAY), ("1800-01-01", RANGE), ("2100/1/1", RANGE),
    ("", FORM), ("あした", FORM), ("2026-11", FORM)])
def test_what_is_no_day_is_told_why(text, said):
    assert typed_day(text, TODAY) is None and said in texts.day_problem("日付", text)
