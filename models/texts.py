"""What a text that people write may hold: the same rule for every field of every function."""

import datetime
import re
import unicodedata

# Control characters, lone surrogates and what XML has no place for (XML 1.0, section 2.2).
UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_DAY = re.compile(r"(?:(\d{4})[-/.年]?)?(\d{1,2})[-/.月]?(\d{2}|(?<=[-/.月])\d)日?")
FIRST_DAY, LAST_DAY = datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)  # of the calendar


def lines(text):
    """The text with every line break as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def problem(label, text, most, required=False, one_line=False):
    """What is wrong with a field's text, as a sentence that says what to do; empty where nothing is.

    label: the field's name on the screen; most: its longest length in characters; one_line: it takes no line breaks.
    """
    if UNUSABLE.search(text) or (one_line and "\n" in text):
        return f"{label}に使えない文字があります。入力し直してください。"
    if len(text) > most:
        return f"{label}は{most}文字以内にしてください(いま{len(text)}文字です)。"
    if required and not text.strip():
        return f"{label}を入力してください。"
    return ""


def problems(**found):
    """{field: problem} of those that have one: problems(title=problem(...), body=problem(...))."""
    return {field: text for field, text in found.items() if text}


def day_parts(text):
    """(year or None, month, day), whole numbers, of 2026-11-24, 20261124, 2026/11/24, 1124 or 11/24; None for anything else."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found and tuple(part and int(part) for part in found.groups())


def day_problem(label, text):
    """Why a text that stands for no day of the calendar is none, as a sentence that says what to do."""
    parts = day_parts(text)
    if parts is None:
        return f"{label}は 2026/11/24 か 20261124 のように入力してください。"
    try:
        datetime.date(*parts)
    except (TypeError, ValueError):  # a TypeError: without a year
        return f"{label}は、カレンダーにある日を入力してください。「{text.strip()}」はありません。"
    return f"{label}は、{FIRST_DAY.year}年から{LAST_DAY.year}年までの日を入力してください。"
