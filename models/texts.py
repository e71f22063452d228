"""What a text that people write may hold: the same rule for every field of every function."""

import re

# Control characters, lone surrogates and what XML has no place for (XML 1.0, section 2.2).
UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


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
