"""What people write into a form: checked against its fields, and as it is shown.

The values of an application are texts, one for each field: an amount as digits, a day as 2026-11-24, a choice as it
reads. While somebody is still writing they are whatever was typed.
"""

import datetime
import json
import re
import unicodedata

from models import texts

_MOST_DIGITS = 12
_LONGEST = {"line": 50, "long": 1_000}
_DIGITS = re.compile(r"[0-9]+", re.ASCII)


def packed(values):
    """Values as JSON."""
    return json.dumps(list(values), ensure_ascii=False)


def unpacked(text, count):
    """So many values from their JSON; what is missing is empty."""
    found = [value if isinstance(value, str) else "" for value in json.loads(text)]
    return found[:count] + [""] * (count - len(found))


def amount(text):
    """The whole yen of ¥12,000, 12000円 or 12,000; None for anything else."""
    digits = re.sub(r"[\s,、]", "", unicodedata.normalize("NFKC", text)).removeprefix("¥").removeprefix("\\").removesuffix("円")
    return int(digits) if _DIGITS.fullmatch(digits) and len(digits) <= _MOST_DIGITS else None


def money(yen):
    """¥12,000"""
    return f"¥{yen:,}"


def day(text):
    """The date of 2026-11-24; None for anything else."""
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return found if texts.FIRST_DAY <= found <= texts.LAST_DAY else None


def key(place):
    """The name of the problem with the field at this index."""
    return f"f{place}"


def problems(fields, values):
    """{f0: a sentence that says what to do} of those fields that are not filled in as they should be."""
    found = {key(place): _problem(field, value) for place, (field, value) in enumerate(zip(fields, values))}
    return {name: text for name, text in found.items() if text}


def _problem(field, value):
    if not value.strip():
        return f"「{field.label}」を{'選んで' if field.type == 'choice' else '入力して'}ください。" if field.required else ""
    if field.type == "amount":
        return "" if amount(value) is not None else f"「{field.label}」は 12000 のように、{_MOST_DIGITS}けたまでの数字で入力してください。"
    if field.type in ("date", "due"):
        return "" if day(value) else texts.day_problem(f"「{field.label}」", value)
    if field.type == "choice":
        return "" if value in field.choices else f"「{field.label}」を選び直してください。"
    return texts.problem(f"「{field.label}」", value, _LONGEST[field.type], one_line=field.type == "line")


def cleaned(fields, values):
    """The values as they are kept; they must have no problems."""
    return [str(amount(value)) if field.type == "amount" and value.strip() else value for field, value in zip(fields, values)]


def first(fields, values, kind):
    """The first value of this type, empty where there is none."""
    return next((value for field, value in zip(fields, values) if field.type == kind and value.strip()), "")


def carried_over(fields, values, new_fields):
    """The values for other fields: what has the same label and type is kept."""
    kept = {}
    for field, value in zip(fields, values):
        kept.setdefault((field.label, field.type), value)
    return [kept.get((field.label, field.type), "") for field in new_fields]
