"""Whatever people write, every page of it fits every small phone, and its parts together are all of it, nothing lost or doubled."""

import datetime
import html
import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models import circulation, info_board, memo, schedule, todo, workflow
from tests.views.test_limits import all_parts
from tests.views.test_schedule import path_of
from tests.views.test_screens import check_page
from tests.views.test_workflow import form_id, signed  # noqa: F401
from views.page import Slice

SMALL = ["mova", "imode1", "ez1", "ez", "sb2g", "sbw", "sb3g", "willcom"]
PIECES = [
    "あいう", "カタカナ", "ｶﾞｷﾞｸﾞ", "漢字仮名", "髙﨑𠮷", "①㈱〜−∥", "Latin words ", "x", " ", "　", "\n", "🐌", "☀️", "👍🏽", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇯🇵", "🇺🇸", "1️⃣",
    "❤️‍🔥", "é", "e\u0301", "か\u3099", "a\u0300\u0301\u0302", "한글", "ไทย", "［iモード］", "［", "］", "［］", "THAI CHARACTER KO KAI",
    "<script>alert(1)</script>", "\"'><img src=x>", "&amp;&#60;&#x1F40C;", "{{1*2}}", "% end", "]]>", "<br>", "-->",
]
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
RUNS = st.builds(lambda piece, times: piece * times, st.sampled_from(PIECES) | st.text(CHARACTERS, min_size=1, max_size=4), st.integers(1, 30))
TITLES = st.lists(RUNS, min_size=1, max_size=4).map(lambda runs: "".join(runs).replace("\n", "")[:50]).filter(str.strip)
# As long as may be, or a few lines.
BODIES = st.tuples(st.lists(RUNS, min_size=1, max_size=12).map("".join), st.booleans()).map(
    lambda drawn: (drawn[0] * (1000 // len(drawn[0]) + 1) if drawn[1] else drawn[0])[:1000]).filter(str.strip)
NOTE = re.compile(r"<(?:p|div)[^>]*>((?:[^<]|<br ?/?>)*<br ?/?>)</(?:p|div)>")


def note_of(page):
    """The text that a page shows as the item's body: no other block ends with a line break."""
    found = NOTE.findall(page.source)
    assert len(found) <= 1
    return html.unescape("\n".join(re.split("<br ?/?>", found[0])[:-1])) if found else ""


@pytest.fixture
def write(cast, form_id, quiet_day):  # noqa: F811
    """write(title, body) makes an item of each kind; {its path: the words that lead to its next part}."""
    me, today, start = signed(cast.member), datetime.date.today(), datetime.datetime.combine(quiet_day, datetime.time(9))
    to, pressed = (cast.colleague.user_id,), iter(range(10 ** 6))

    def key():
        return f"k{next(pressed)}"

    def write(title, body):
        event = schedule.Draft(title=title, note=body, start=start, end=start + datetime.timedelta(hours=1), users=(me.user_id,))
        return {
            f"/memos/{memo.send(me, memo.Draft(caller=title, title=title, body=body, called_at=start, users=to), key())}": "本文の続き",
            f"/circulars/{circulation.write(me, 'circular', circulation.Draft(title, body, users=to), key())}": "本文の続き",
            f"/infos/{info_board.post(me, info_board.Draft(title, body, 0, today, today), today, key())}": "本文の続き",
            f"/event/{schedule.add(me, event, key())}/{path_of(quiet_day)}": "メモの続き",
            f"/todos/{todo.add(me, todo.Plan(title, body), key())}": "メモの続き",
            f"/workflow/{workflow.apply(me, form_id, 1, [title, '1', '', '', body], key())}": "次へ",
        }

    return write


def test_every_text_is_shown_whole_on_every_small_phone(walk, write):
    phones = [walk(name) for name in SMALL]

    @settings(max_examples=8, derandomize=True, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(title=TITLES, body=BODIES)
    def check(title, body):
        for path, label in write(title, body).items():
            for phone in phones:
                look(phone, path, label, title, body)

    check()


def on(phone, text):
    """A text as a page of the phone shows it."""
    return html.unescape(phone.device.dialect.decode(phone.device.dialect.encode(html.escape(text))))


def look(phone, path, label, title, body):
    parts = all_parts(phone, phone.see(path), label)
    for page in parts:
        check_page(page, phone)
    if not path.startswith("/workflow/"):
        check_page(phone.see(f"{path}/edit" if not path.startswith("/memos/") else f"{path}/people"), phone)
    whole = [page.link("全文") for page in parts if page.says("全文")]
    if whole:  # of an application, whose page shows the beginning
        parts = all_parts(phone, phone.get(whole[0]), "理由の続き")
    if path.startswith("/workflow/") and not whole and len(body) <= 60 and "\n" not in body:
        assert any(on(phone, body) in page.text for page in parts)  # beside its label
        return
    assert "".join(note_of(page) for page in parts) == on(phone, body), (phone.device.dialect.name, path)


@pytest.mark.parametrize("whole", ["👨‍👩‍👧‍👦", "🇯🇵🇺🇸", "か\u3099", "1️⃣👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿x"])
@pytest.mark.parametrize("size", [999, 1000, 1001])
def test_what_is_one_sign_on_the_screen_stays_in_one_part(whole, size):
    text = whole * (5_000 // len(whole))
    parts, part = [], Slice(text, 0, size, "/")
    while True:
        parts.append(part.shown)
        if not part.next:
            break
        part = Slice(text, int(part.next.partition("=")[2]), size, "/")
    assert "".join(parts) == text
    assert all(part.startswith((whole[0], "👍", "🇺", "x")) for part in parts)
    assert text[int(part.previous.partition("=")[2])] in (whole[0], "👍", "🇺", "x")
