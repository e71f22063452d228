"""Many users at once, from a CSV file: all of them, or none and a report of every line that is wrong."""

import csv
import io
import itertools

from models import password, registration
from models.base import Invalid, transaction
from models.member import MEMBER_ID, USER_ID, Member
from models.registration import Entry

COLUMNS = {"ユーザーID": "user_id", "氏名": "name", "フリガナ": "kana", "メールアドレス": "mail", "パスワード": "password", "権限区分": "right"}
_RIGHTS = {"": False, "一般ユーザー": False, "管理者": True}


def import_users(member_id, data, company=""):
    """Registers the users of a CSV file, and the member with its company's name if it is new; returns their number.

    data: the file's bytes, UTF-8 (with or without Excel's mark) or Shift_JIS. Its first line names the columns, in any
    order: those of COLUMNS, in Japanese or by the names of the table. Raises Invalid: {line number: what is wrong}.
    """
    if not MEMBER_ID.fullmatch(member_id):
        raise Invalid({0: "会員IDは、半角の英大文字と数字で16文字以内です。"})
    rows, problems = read(text_of(data))
    problems = with_taken(member_id, rows, problems)
    if problems:
        raise Invalid(problems)
    hashes = {row["password"]: password.hashed(row["password"]) for _, row in rows}
    return transaction(lambda: _insert(member_id, company, rows, hashes))


def read(text, most=None):
    """([(line number, {column: text})], {line number: what is wrong}) of a CSV file's text, empty lines left out.

    most: so many users, and no line after them is looked at. Raises Invalid where it can't be read any further, or
    holds more: {line number: what is wrong}.
    """
    rows = list(itertools.islice(_rows(text), most and most + 1))
    if most and len(rows) > most:
        raise Invalid({0: f"一度に登録できるのは{most}人までです。ファイルを分けてください。"})
    problems, lines = {}, {}
    for line, row in rows:
        first = lines.setdefault(row["user_id"], line)
        text = _problems(row) + ("" if first == line else f"ユーザーIDが{first}行目と同じです。")
        if text:
            problems[line] = text
    return rows, problems


def with_taken(member_id, rows, problems):
    """The problems of read()'s rows, and beside them whose ids somebody has, or had: nobody mends a file twice."""
    used = registration.used(member_id, {row["user_id"] for _, row in rows if USER_ID.fullmatch(row["user_id"])})
    taken = {line: used[row["user_id"]] for line, row in rows if row["user_id"] in used}
    return problems | {line: problems.get(line, "") + text for line, text in taken.items()}


def entry_of(row):
    """The Entry of a row of read()."""
    return Entry(row["name"], row["kana"], row["mail"], _RIGHTS[row["right"]])


def text_of(data):
    """The text of a file's bytes. Raises Invalid with the line 0."""
    for charset in ("utf-8-sig", "cp932"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    raise Invalid({0: "文字コードを読み取れません。UTF-8かShift_JISで保存してください。"})


def _rows(text):
    """(line number, {column: text}) of every line that is not empty."""
    records = _records(text)
    _, head = next(records, (1, []))
    names = [COLUMNS.get(name.strip(), name.strip()) for name in head]
    missing = [japanese for japanese, name in COLUMNS.items() if name in ("user_id", "name", "password") and name not in names]
    if missing:
        raise Invalid({1: f"1行目に列の名前がありません: {'、'.join(missing)}"})
    for line, values in records:
        if any(values):
            # The password is taken as it stands: it is never trimmed.
            row = dict.fromkeys(COLUMNS.values(), "") | dict(zip(names, values))
            yield line, {name: text if name == "password" else text.strip() for name, text in row.items()}


def _records(text):
    """(number of its first line, its texts) of every record."""
    head = text.partition("\n")[0]
    # What is copied out of a spreadsheet has tabs.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in head and "," not in head else ",")
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader, None)
        except csv.Error:  # mostly a quotation mark without its other half, which takes in all lines that follow
            raise Invalid({line: "この行を読み取れません。引用符(\")の閉じ忘れがないか確かめてください。"}) from None
        if values is None:
            return
        yield line, values


def _problems(row):
    """All that is wrong with a row by itself, as sentences; empty where nothing is."""
    return "".join([
        "" if USER_ID.fullmatch(row["user_id"]) else "ユーザーIDは、半角の数字5けたです。",
        *registration.problems(Entry(row["name"], row["kana"], row["mail"])).values(),
        "" if row["right"] in _RIGHTS else "権限区分は「一般ユーザー」か「管理者」です。",
        password.problem(row["password"]),
    ])


def _insert(member_id, company, rows, hashes):
    if Member.get_or_none(member_id=member_id) is None:
        if not company:
            raise Invalid({0: f"会員ID {member_id} は登録されていません。"})
        Member.insert(member_id=member_id, name=company).execute()
    problems = with_taken(member_id, rows, {})  # once more: somebody may have registered one meanwhile
    if problems:
        raise Invalid(problems)
    registration.insert(member_id, [(row["user_id"], entry_of(row), hashes[row["password"]]) for _, row in rows])
    return len(rows)
