"""The whole benchmark in one run: each figure, its goal, and whether it is met; exit code 1 when one is missed.

    python -m tests.bench [--quick] [--folder DIR]

Only the ratios mean something on another machine, or on one that does other things meanwhile.
"""

import argparse
import pathlib
import sys
import tempfile

from tests.bench import parts, site

FEW, MANY, QUICK_MANY = 10_000, 1_000_000, 100_000


def measure(folder, is_quick):
    """Yields all lines, part by part."""
    many = QUICK_MANY if is_quick else MANY
    small, _ = site.database(folder, FEW)
    large, seconds = site.database(folder, many)
    if seconds is not None:
        yield parts.Line(f"building {many:,} events", seconds, "s")
    rounds = 7 if is_quick else 31
    yield from parts.in_process(small, rounds)
    yield from parts.among_many(small, large, rounds)
    yield from parts.through_waitress(small, 4 if is_quick else 15, 0.5 if is_quick else 1)
    yield from parts.encoding()
    yield from parts.detection()
    yield from parts.start_up(small, 3 if is_quick else 7)
    yield from parts.memory(small)


def show(line):
    judged = "" if line.goal is None else f"{line.bound} {line.goal:g} {'MISSED' if line.is_missed else 'ok'}"
    print(f"{line.name:50}{line.value:10.2f} {line.unit:3} {judged}".rstrip(), flush=True)


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures the groupware against its goals.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and 100,000 events instead of 1,000,000")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "groupware-bench",
                        help="where the databases are kept from run to run (%(default)s)")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    missed = 0
    for line in measure(options.folder.absolute(), options.quick):
        show(line)
        missed += line.is_missed
    print(f"{missed} goals missed" if missed else "all goals met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
