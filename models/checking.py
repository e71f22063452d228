"""check-users: what fits of the main service's person table, and what doesn't, in plain words."""

from collections import Counter

import peewee

from models import base, password

_SHOWN = 5  # examples of each kind


def problem(directory):
    """Why the table of a models.mapped.Directory can't be used, as a line; empty where it can be.

    Raises ConfigError, and base.DatabaseError where the database is away.
    """
    table = directory.mapping.table
    try:
        missing = directory.missing()
    except (peewee.OperationalError, peewee.ProgrammingError) as error:
        if base.is_away(error) or not directory.is_open():
            raise
        return f"There is no table {table} that can be read: {' '.join(str(error).split())}"
    return f"The table {table} has no column {', '.join(missing)}." if missing else ""


def counted(count, one, many=None):
    """How many of what, in words: "1 row", "2,000 rows"; many: the plural where it isn't one + "s"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def report(directory):
    """([line], whether everything fits) about the table of a models.mapped.Directory. No password or hash is in a line.

    Raises what problem() does.
    """
    mapping, found = directory.mapping, problem(directory)
    if found:
        return [found], False
    rows = directory.rows()
    accounts = [(row, directory.account(row)) for row in rows]
    people = [account for _, account in accounts if account]
    unfit = [row for row, account in accounts if account is None]
    lines = [f"{mapping.table}: {counted(len(rows), 'row')}, {counted(len(people), 'person', 'people')} of "
             f"{counted(len({one.member_id for one in people}), 'member')}."]
    lines += _about_ids(mapping, unfit, people)
    problems = len(lines) > 1
    unknown = [one for one in people if _has_password(one) and password.form(one.password_hash) is None]
    lines += _about_passwords(people, unknown)
    lines += _about_rights(mapping, [(row, account) for row, account in accounts if account])
    lines += _about_rest(mapping, people)
    if directory.is_indexed() is False:
        lines.append(f"No index of {mapping.table} begins with a column of the ids: every request reads the whole table.")
    fits = bool(people) and not problems and not unknown
    lines.append("Everything fits." if fits else "Not everything fits: see above.")
    return lines, fits


def _about_ids(mapping, unfit, people):
    columns = [name for name in (mapping.user_name, mapping.member_id, mapping.user_id) if name]
    if unfit:
        examples = "; ".join(" ".join(repr(row[name]) for name in columns) for row in unfit[:_SHOWN])
        yield f"{counted(len(unfit), 'row has', 'rows have')} no 会員ID (1 to 16 upper-case letters and digits) and ユーザーID (5 digits): {examples}. They can't log in."
    twice = [ids for ids, count in Counter((one.member_id, one.user_id) for one in people).items() if count > 1]
    if twice:
        yield f"{len(twice):,} ids stand there more than once: {'; '.join(' '.join(ids) for ids in twice[:_SHOWN])}. Only one of each can log in."


def _has_password(account):
    return bool(account.password_hash) and not account.password_hash.startswith(password.NO_PASSWORD)


def _about_passwords(people, unknown):
    forms = Counter(password.form(one.password_hash) or "unknown" for one in people if _has_password(one))
    yield "Passwords: " + (", ".join(f"{count:,} {name}" for name, count in forms.most_common()) or "none") + "."
    without = sum(not _has_password(one) for one in people)
    if without:
        yield f"{without:,} people have no password and can't log in."
    if unknown:
        yield f"{len(unknown):,} passwords have a form that isn't known: {', '.join(one.user_id for one in unknown[:_SHOWN])}. They can't log in."


def _about_rights(mapping, pairs):
    """What the values of the columns mean, as a slip in their spelling lets everybody in. pairs: (row, Account)."""
    if not mapping.disabled:
        yield "No column says who may not log in: everybody may."
    for column, meant, word in ((mapping.disabled, "may not log in", "disabled"), (mapping.site_admin, "are 「管理者」", "site_admin")):
        if column:
            are = [row[column] for row, account in pairs if getattr(account, word)]
            others = [row[column] for row, account in pairs if not getattr(account, word)]
            yield f"{len(are):,} people {meant}{_values(column, are)}; {len(others):,} others{_values(column, others)}."


def _values(column, values):
    common = Counter(map(repr, values)).most_common(_SHOWN)
    return f" ({column} is {', '.join(value for value, _ in common)}{' …' if len(set(map(repr, values))) > _SHOWN else ''})" if common else ""


def _about_rest(mapping, people):
    nameless = sum(one.name == one.user_id for one in people)
    if nameless:
        yield f"{nameless:,} people have no name: their ユーザーID is shown."
    for word, column in (("kana", mapping.kana), ("mail", mapping.mail)):
        if not column:
            yield f"No column is mapped to {word}: it stays empty."
    yield f"This site may write: {', '.join(mapping.write) or 'nothing'}."
