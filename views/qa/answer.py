"""What is told of an answer to a phone, in the report and on /bench: answer.html shows it."""

import functools
import pathlib
import re

from bottle import SimpleTemplate

from carriers import checks, reasons
from carriers.checks.finding import header, is_page, source_of, text_of
from carriers.emoji import table
from views.qa import dump

FOLDER = pathlib.Path(__file__).parent
SEVERITIES = {checks.ERROR: "エラー", checks.WARNING: "警告", checks.NOTE: "メモ", "": "問題なし"}
_NOWHERE = '<base target="_blank">'  # a frame without leave to open windows stays where it is, whatever is pressed
_HANDSET = "<style>body { margin: 2px; font-family: sans-serif; }</style>"  # where nothing else is said, a handset's one font
_LINE_BREAK = re.compile(r">\s*(?=<)")
_LONGEST = 200_000  # characters of a source that are shown; only a file has more
_SMALLEST, _LARGEST = (120, 120), (1_024, 1_024)  # pixels of a frame
# Width and height of a frame by the kind of device, where it doesn't tell its screen: the sizes that most of them have.
_SCREENS = {"feature_phone": (240, 320), "smartphone": (360, 640), "tablet": (768, 1_024), "desktop": (1_024, 768)}


@functools.cache
def template(name):
    """A page of the report."""
    return SimpleTemplate((FOLDER / f"{name}.html").read_text("utf-8"), lookup=[str(FOLDER)])


def told(device, page, mode, sheets, shown, picture=""):
    """The values of answer.html.

    page: a runner.Page; mode: how the session is kept, "cookie", "url" or empty; sheets: where the style sheets are;
    shown: how many bytes stand beside their text; picture: the file of a picture, which a frame stands in for until it is taken.
    """
    is_markup = is_page(page.headers) and bool(page.body)
    text = written(device, page)
    return {
        "page": page, "device": device, "title": page.title or "ページ", "session": reasons.session(device, mode), "facts": facts(device),
        "rules": sorted(reasons.applied(device, page.headers, page.body), key=lambda rule: rule.count == 0) if is_markup else [],
        "is_picture": (header(page.headers, "Content-Type") or "").startswith("image/"), "source": coloured(lines(text)[:_LONGEST]), "look": _look(device, text, sheets) if is_markup else "", "frame": frame(device),
        "rows": [row._replace(text=coloured(row.text)) for row in dump.rows(device.dialect, page.body[:shown])], "shown": shown, "severities": SEVERITIES, "picture": picture,
    }


def lines(text):
    """The source of a page with a tag to a line: what stands between two tags."""
    return _LINE_BREAK.sub(">\n", text)


def written(device, page):
    """The text of a page: as the phone has it, else as its charset alone has it."""
    return text_of(device.dialect, page.body) or source_of(device, page.body)


def facts(device):
    """[(name, value)] of a Device, as people read them."""
    return [(name, value.name if name == "dialect" else "—" if value is None else value) for name, value in device._asdict().items()]


def frame(device):
    """Width and height in pixels of the picture of a page: the phone's own where it tells them."""
    kind = "feature_phone" if device.keypad else device.kind
    size = device.screen or _SCREENS.get(kind, (360, 640) if device.dialect.markup == "html5" else (240, 320))
    return tuple(min(max(length, least), most) for length, least, most in zip(size, _SMALLEST, _LARGEST))


def _look(device, text, sheets):
    """The page for a frame: without scripts and whatever else acts, with its style sheet from a place of ours."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>|<script.*?</script>", "", text, flags=re.DOTALL)
    text = re.sub(r"<(?:meta|link)\b[^>]*>", "", text)
    sheet = f'<link rel="stylesheet" href="{sheets}{device.dialect.stylesheet}.css">' if device.dialect.style == "link" else ""
    font = "" if device.dialect.markup == "html5" else _HANDSET
    return coloured(text.replace("</head>", f"{_NOWHERE}{font}{sheet}</head>", 1))


def coloured(text):
    """A text whose emoji a browser of today draws in colour, as phones do, where Unicode has them drawn as text."""
    return _as_text().sub("\\g<1>\ufe0f\\2", text)


@functools.cache
def _as_text():
    single = "".join(re.escape(row) for row in table() if len(row) == 1 and "\u2000" <= row < "\U0001f000")
    return re.compile(f"([0-9#*](?=\u20e3)|[{single}](?![\ufe0e\ufe0f]))()")
