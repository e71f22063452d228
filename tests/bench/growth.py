"""How pages grow with the company: トップ and every list, in a company of 50 users and in one of 10,000, in turns.

    python -m tests.bench.growth [--folder DIR]

Each user has as much of everything in both. Prints processor time, statements and the ratio of each page; exit code 1 where a
page takes more than 1.3 times as long in the large company, or asks the database more than ten times.
"""

import argparse
import pathlib
import sys
import tempfile

from tests.bench import site, timing

SMALL, LARGE = 50, 10_000
_EVENTS_EACH = 30
_MOST_TIMES, _MOST_STATEMENTS = 1.3, 10
_LISTS = [
    "/", "/others", "/queue", "/schedule", "/people", "/units", "/memos", "/memos/sent", "/memos/new", "/presence", "/presence/units", "/presence/1", "/timecard",
    "/circulars", "/circulars/sent", "/circulars/new", "/reports", "/infos", "/infos/own", "/addresses", "/addresses/in/0", "/addresses/people", "/todos",
    "/todos/done", "/safety", "/workflow", "/workflow/waiting", "/workflow/mine", "/workflow/decided", "/workflow/new", "/facilities", "/facilities/in/1/{day}",
    "/reservations", "/slots", "/search?q=%91%C5%8D%87%82%B9", "/event/new", "/preferences", "/calendar",
]


def database(folder, users):
    """The URL of a database with one company of so many users and all functions, made where it isn't there."""
    from models import base
    from models.samples import big

    path = folder / f"company-{users}-{site.version()}.db"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        base.connect(f"sqlite:///{unfinished}?synchronous=off")
        base.migrate()
        big.fill(site.MEMBER, users, users * _EVENTS_EACH, today=site.DAY)
        base.database.execute_sql("ANALYZE")
        base.disconnect()
        unfinished.rename(path)
    return f"sqlite:///{path}"


def statements(request):
    """How many statements SQLite runs for a request."""
    from models import base

    connection, seen = base.database.obj.connection(), []
    connection.set_trace_callback(lambda text: seen.append(text) if text.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE") else None)
    request()
    connection.set_trace_callback(None)
    return len(seen)


def measure(folder, rounds=9):
    """Yields (path, µs in the small company, µs in the large one, their ratio, the most statements)."""
    from models import base

    app, urls = site.application(), {users: database(folder, users) for users in (SMALL, LARGE)}
    requests = {}
    for users, url in urls.items():
        base.connect(url)
        session = site.day_path(app).partition("?")[2]
        for path in _LISTS:
            path = path.format(day=f"{site.DAY:%Y%m%d}")
            requests[users, path] = site.request(app, f"{path}{'&' if '?' in path else '?'}{session}")
    found, asked = timing.Rounds(), {}
    for number in range(rounds):
        for users, url in urls.items():
            base.connect(url)
            for (its_users, path), request in requests.items():
                if its_users != users:
                    continue
                if not number:
                    asked[users, path] = statements(request)
                timing.microseconds(request, 3)
                found.add((users, path), timing.microseconds(request, 20))
    base.disconnect()
    for path in dict.fromkeys(path for _, path in requests):
        yield path, found.median((SMALL, path)), found.median((LARGE, path)), found.ratio((LARGE, path), (SMALL, path)), max(asked[SMALL, path], asked[LARGE, path])


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "groupware-bench")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    missed = 0
    for path, small, large, ratio, asked in measure(options.folder.absolute()):
        is_missed = ratio > _MOST_TIMES or asked > _MOST_STATEMENTS
        missed += is_missed
        print(f"{path:40}{small:9.0f} µs {large:9.0f} µs {ratio:6.2f} × {asked:3} statements{'  MISSED' if is_missed else ''}", flush=True)
    print(f"{missed} pages missed" if missed else "all within 1.3 × and 10 statements")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
