"""check-users: what fits of the main service's person table, and what doesn't, in plain words."""

from collections import Counter

from models import password

_SHOWN = 5  # examples of each kind


def report(directory):
    """([line], whether everything fits) about the table of a models.directory.Directory. No password or hash is in a line."""
    mapping = directory.mapping
    missing = directory.missing()
    if missing is None:
        return [f"There is no table {mapping.table}."], False
    if missing:
        return [f"The table {mapping.table} has no column {', '.join(missing)}."], False
    rows = directory.rows()
    accounts = [(row, directory.account(tuple(row.values()))) for row in rows]
    people = [account for _, account in accounts if account]
    unfit = [row for row, account in accounts if account is None]
    lines = [f"{mapping.table}: {len(rows):,} rows, {len(people):,} people of {len({one.member_id for one in people}):,} members."]
    lines += _about_ids(mapping, unfit, people)
    problems = len(lines) > 1
    unknown = [one for one in people if one.password_hash and password.form(one.password_hash) is None]
    lines += _about_passwords(people, unknown)
    lines += _about_rest(mapping, people)
    fits = bool(people) and not problems and not unknown
    lines.append("Everything fits." if fits else "Not everything fits: see above.")
    return lines, fits


def _about_ids(mapping, unfit, people):
    columns = [name for name in (mapping.user_name, mapping.member_id, mapping.user_id) if name]
    if unfit:
        examples = "; ".join(" ".join(repr(row[name]) for name in columns) for row in unfit[:_SHOWN])
        yield f"{len(unfit):,} rows have no 会員ID (1 to 16 upper-case letters and digits) and ユーザーID (5 digits): {examples}. They can't log in."
    twice = [ids for ids, count in Counter((one.member_id, one.user_id) for one in people).items() if count > 1]
    if twice:
        yield f"{len(twice):,} ids stand there more than once: {'; '.join(' '.join(ids) for ids in twice[:_SHOWN])}. Only one of each can log in."


def _about_passwords(people, unknown):
    forms = Counter(password.form(one.password_hash) or "unknown" for one in people if one.password_hash)
    yield "Passwords: " + (", ".join(f"{count:,} {name}" for name, count in forms.most_common()) or "none") + "."
    without = sum(not one.password_hash for one in people)
    if without:
        yield f"{without:,} people have no password and can't log in."
    if unknown:
        yield f"{len(unknown):,} passwords have a form that isn't known: {', '.join(one.user_id for one in unknown[:_SHOWN])}. They can't log in."


def _about_rest(mapping, people):
    yield f"{sum(one.disabled for one in people):,} people may not log in." if mapping.disabled else "No column says who may not log in: everybody may."
    nameless = sum(not one.name for one in people)
    if nameless:
        yield f"{nameless:,} people have no name."
    for word, column in (("kana", mapping.kana), ("mail", mapping.mail)):
        if not column:
            yield f"No column is mapped to {word}: it stays empty."
    yield f"This site may write: {', '.join(mapping.write) or 'nothing'}."
