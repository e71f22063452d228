"""A month of everybody's time cards as a CSV file that spreadsheets open as it is meant."""

import csv
import io

_HEADER = ["ユーザーID", "氏名", "日付", "出社", "退社", "実働(分)", "外出(分)", "状態", "訂正(件)", "備考"]
_ROWS_AT_ONCE = 500
# A spreadsheet takes a cell that begins like this for a formula and runs it (OWASP, CSV Injection).
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def lines(rows):
    """The file's bytes, a few hundred lines at a time: UTF-8 with the mark by which spreadsheets know it.

    rows: (user_id, name, models.punch.Day) as timecard.sheet gives them.
    """
    text = io.StringIO()
    writer = csv.writer(text)  # its line ends are RFC 4180's
    text.write("\ufeff")
    writer.writerow(_HEADER)
    for number, row in enumerate(rows, 1):
        writer.writerow([_safe(cell) for cell in _cells(*row)])
        if number % _ROWS_AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text):
    data = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return data


def _cells(user_id, name, day):
    remarks = " / ".join(mark.remark for mark in day.marks if mark.remark)
    return (
        user_id, name, f"{day.date:%Y/%m/%d}", _moment(day, day.arrived), _moment(day, day.left), day.worked, day.outside,
        "退社なし" if day.is_missing else "" if day.left else "勤務中", day.corrections, remarks,
    )


def _moment(day, at):
    """9:05, and 26:05 for five past two of the day after."""
    if at is None:
        return ""
    return f"{at.hour + 24 * (at.date() - day.date).days}:{at.minute:02d}"


def _safe(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
