"""The QA bench: runs, compares and reports; what the command qa calls."""

import fnmatch
import json
import os
import pathlib
import sys
import tempfile
import time

from carriers import checks, detect
from carriers.phones import phones
from views.qa import address, junit, report, results, runner, screens, validators

FILE = "qa.json"  # of a run, in its folder


class Nothing(ValueError):
    """A choice that leaves nothing to look at, or a folder without a run; its text says what to do."""


def choose_phones(pattern):
    """The phone of this name; else those whose name, model or dialect holds the pattern, a word or one with * and ?; all without. Raises Nothing."""
    exact = [row for row in phones() if row.name.lower() == (pattern or "").strip().lower()]  # there are commas in names
    found = exact or [row for row in phones() if _fits(pattern, row.name, row.expected.get("model") or "", detect(row.headers).dialect.name)]
    if not found:
        raise Nothing(f"no phone is called {pattern!r}: names are in carriers/data/phones.toml")
    return found


def choose_screens(pattern):
    """The Screens whose name or function holds the pattern; all without. Raises Nothing."""
    found = [screen for screen in screens.every() if _fits(pattern, screen.name, screen.function)]
    if not found:
        raise Nothing(f"no screen is called {pattern!r}: names are paths as in views/qa/screens.py")
    return found


def _fits(pattern, *names):
    """Whether one of several patterns, with commas between, is a whole name or, without * and ?, a part of one."""
    words = [word.strip().lower() for word in (pattern or "*").split(",") if word.strip()]
    return any(fnmatch.fnmatchcase(name.lower(), word if set("*?[") & set(word) else f"*{word}*") for word in words for name in names)


def check_place(out):
    """Raises Nothing for a folder that holds something other than an earlier report, which a new one would replace."""
    folder = pathlib.Path(out)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / FILE).exists()):
        raise Nothing(f"{out} holds something else than a report: name a new folder with --out")


def earlier(folder):
    """The plain values of an earlier run. Raises Nothing."""
    try:
        found = json.loads((pathlib.Path(folder) / FILE).read_text("utf-8"))
        return {name: found[name] for name in ("phones", "pages", "cells")}
    except (OSError, ValueError, KeyError, TypeError):
        raise Nothing(f"{folder} holds no {FILE} of an earlier run: name a folder that --out was given before") from None


def look(app, chosen_phones, chosen_screens, jobs, report_progress=lambda done, phone: None, database=None):
    """The Results of every chosen screen on every chosen phone. database: made by runner.prepare(), or None for a new one."""
    with tempfile.TemporaryDirectory() as folder:
        path = database or pathlib.Path(folder) / "qa.db"
        if database is None:
            runner.prepare(path, any(screen.who in ("full", "empty") for screen in chosen_screens))
        runs = runner.run(app, path, chosen_phones, chosen_screens, jobs, report_progress, pathlib.Path(folder))
    return results.gather(chosen_phones, chosen_screens, runs)


def judge(found):
    """The Results with the findings of the validators: the DTD's and the Nu Html Checker's."""
    return validators.judge(found)


def look_at(url, phone_pattern):
    """The Results of an address on the first phone that the pattern fits. Raises Nothing, also where the address gives no answer."""
    phone = choose_phones(phone_pattern)[0]
    try:
        chosen, run = address.look(url, phone)
    except address.Unreachable as error:
        raise Nothing(str(error)) from None
    return results.gather([phone], chosen, [run])


def told(found):
    """Lines for a terminal: each error and warning once, then the sum."""
    seen = {}
    for stored in found.pages.values():
        for finding in stored.page.findings:
            if finding.severity != checks.NOTE:
                seen.setdefault(finding, []).append(stored)
    lines = []
    for finding, pages in sorted(seen.items(), key=lambda pair: results.WORST.index(pair[0].severity)):
        screen, phone = pages[0].places[0]
        more = f" and {len(pages) - 1} more pages" if len(pages) > 1 else ""
        lines.append(f"{finding.severity}: {finding.text} [{found.screens[screen].name} on {found.phones[phone].name}{more}] {finding.advice}")
    counts = [f"{found.findings(severity):,} {severity}s" for severity in results.WORST]
    lines += [_judged(one) for one in found.judged]
    on = f" on {found.phones[0].name}" if len(found.phones) == 1 else ""
    return [*lines, f"{len(found.cells):,} pages{on}, {len(found.pages):,} of them different: {', '.join(counts)}"]


def _judged(one):
    return f"{one.name}: {one.pages:,} pages NOT judged; install it: {one.missing}" if one.missing else f"{one.name}: {one.pages:,} different pages judged"


def write(found, out, seconds, jobs=1, baseline=None, json_file=None, junit_file=None):
    """Writes the report and what else is wished for; baseline: the plain values of an earlier run. Returns lines for a terminal."""
    plain, lines = results.plain(found), []
    comparison = results.compare(baseline, plain) if baseline else None
    if comparison:
        lines.append(
            f"compared: {len(comparison.changed)} pages changed, {len(comparison.heavier)} heavier, {len(comparison.lighter)} lighter;"
            f" {len(comparison.new)} findings new, {len(comparison.gone)} gone")
    if out:
        out = pathlib.Path(out)
        out.mkdir(parents=True, exist_ok=True)
        (out / FILE).write_text(json.dumps(plain, ensure_ascii=False, indent=1), "utf-8")
        report.write(found, out, _summary(found, seconds), comparison, jobs)
        lines.append(f"report: {out / 'index.html'}")
    if json_file:
        pathlib.Path(json_file).write_text(json.dumps(plain, ensure_ascii=False, indent=1), "utf-8")
    if junit_file:
        junit.write(found, junit_file)
    return lines


def _summary(found, seconds):
    return {
        "エラー": f"{found.findings(checks.ERROR):,}", "警告": f"{found.findings(checks.WARNING):,}", "メモ": f"{found.findings(checks.NOTE):,}",
        "画面": f"{len(found.screens):,}", "端末": f"{len(found.phones):,}", "見たページ": f"{len(found.cells):,}",
        "違うページ": f"{len(found.pages):,}", **{one.name: "ありません" if one.missing else f"{one.pages:,}ページ" for one in found.judged}, "時間": f"{seconds:.0f}秒",
        **({} if found.screens[0].function == "url" else {"プログラムの時刻": f"{runner.NOW:%Y-%m-%d %H:%M}"}),
    }


class Progress:
    """A bar on a terminal; silent elsewhere."""

    def __init__(self, total, out=sys.stderr):
        self._total, self._out, self._started = total, out, time.monotonic()
        self._is_shown = out.isatty()

    def __call__(self, done, phone):
        if not self._is_shown:
            return
        width = max(10, min(30, os.get_terminal_size(self._out.fileno()).columns - 50)) if self._out.isatty() else 30
        bar = "#" * (width * done // self._total)
        left = (time.monotonic() - self._started) / done * (self._total - done)
        end = "\n" if done == self._total else ""
        self._out.write(f"\r[{bar:{width}}] {done}/{self._total} {left:4.0f}s  {phone.name[:24]:24}{end}")
        self._out.flush()
