"""The report: a static site that opens from disk and needs neither a server nor JavaScript.

    index.html          what was found, and every screen on every dialect
    dialects/mova.html  the same on every phone of a dialect
    pages/KEY.html      a page: how it looks, its source, bytes and headers, why it is so, and what is wrong with it
    phones/12.html      a phone: its facts, and how they were told
"""

import dataclasses
import functools
import multiprocessing
import pathlib
import shlex
import shutil
from typing import NamedTuple

from carriers import DIALECTS, checks, detect, reasons
from views.qa.answer import FOLDER, SEVERITIES, coloured, facts, template, told
from views.qa.results import WORST, worst
from views.tailor import STATIC

_SHOWN = 4_608  # bytes of a page beside their text: the whole of a page on the smallest phones
_WORDS = {"前": "ログイン前", "満": "いちばん長く、いちばん多い", "空": "何もない", "誤": "入力の誤り"}


def write(results, folder, summary, comparison=None, jobs=1):
    """Writes the site. summary: {title of a line: text} of the run; comparison: with an earlier run, or None."""
    folder = pathlib.Path(folder)
    for name in ("pages", "phones", "dialects", "static"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
    shutil.copy(FOLDER / "report.css", folder / "report.css")
    for sheet in STATIC.glob("*.css"):
        shutil.copy(sheet, folder / "static" / sheet.name)
    site = _Site(results, folder)
    _put(folder / "index.html", "index", "", dialects=site.dialects, summary=summary, comparison=comparison, matrix=site.matrix(), groups=site.found(),
         pictures=f"python -m tests.clients.pictures {shlex.quote(str(folder))}")
    for dialect, places in site.dialects.items():
        _put(folder / "dialects" / f"{dialect.name}.html", "dialect", "../", dialect=dialect, places=places, phones=results.phones, matrix=site.of_dialect(dialect))
    for place, phone in enumerate(results.phones):
        _put(folder / "phones" / f"{place}.html", "phone", "../", **site.phone(place, phone))
    _each(site.write_page, list(results.pages), jobs)


def _each(work, keys, jobs):
    """work(key) for each key, in several processes where there are many."""
    if jobs == 1 or len(keys) < 100:
        for key in keys:
            work(key)
        return
    global _work
    _work = work
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        pool.map(_call, keys, chunksize=50)


def _call(key):
    _work(key)


def _put(path, name, root, **values):
    """Writes a page of the site; root: the way to its top."""
    body = template(name).render({"severities": SEVERITIES, "root": root, "words": _WORDS, "coloured": coloured} | values)
    path.write_text(template("frame").render(body=body, root=root, title=values.get("title", "互換性QA")), "utf-8")


class Cell(NamedTuple):
    """A screen on a dialect or a phone. worst: the gravest severity; count: of errors and warnings; link: to what it shows."""

    worst: str
    count: int
    link: str
    tip: str


class _Site:
    """What the pages of the site show."""

    def __init__(self, results, folder):
        self._results, self._folder = results, folder
        devices = [detect(phone.headers) for phone in results.phones]
        self.dialects = {
            dialect: [place for place, device in enumerate(devices) if device.dialect is dialect]
            for dialect in DIALECTS if any(device.dialect is dialect for device in devices)
        }

    # Matrices: [(function, [(place of the screen, screen, title, [Cell or None])])]

    def matrix(self):
        return self._rows(lambda screen: [self._of_phones(screen, dialect, places) for dialect, places in self.dialects.items()])

    def of_dialect(self, dialect):
        return self._rows(lambda screen: [self._one(screen, place, "../") for place in self.dialects[dialect]])

    def _rows(self, cells):
        found = {}
        for place, screen in enumerate(self._results.screens):
            found.setdefault(screen.function, []).append((place, screen, self._titles.get(place, ""), cells(place)))
        return sorted(found.items(), key=lambda pair: pair[0] in ("error", "style"))

    @functools.cached_property
    def _titles(self):
        found = {}
        for (screen, _), key in self._results.cells.items():
            stored = self._results.pages[key]
            if screen not in found or stored.device.dialect.markup == "html5":  # where emoji are Unicode's
                found[screen] = stored.page.title[:30]
        return found

    def _of_phones(self, screen, dialect, places):
        keys = dict.fromkeys(self._results.cells[screen, place] for place in places if (screen, place) in self._results.cells)
        findings = {finding for key in keys for finding in self._results.pages[key].page.findings}
        link = f"pages/{next(iter(keys))}.html" if len(keys) == 1 else f"dialects/{dialect.name}.html#s{screen}"
        return _cell(findings, link)

    def _one(self, screen, place, root):
        key = self._results.cells.get((screen, place))
        return key and _cell(set(self._results.pages[key].page.findings), f"{root}pages/{key}.html")

    def found(self):
        """[(severity, [(Finding, [(Stored, names of screens)])])] of all pages, by what is said."""
        groups = {}
        for stored in self._results.pages.values():
            for finding in stored.page.findings:
                screens = dict.fromkeys(self._results.screens[screen].name for screen, _ in stored.places)
                groups.setdefault(finding.severity, {}).setdefault(finding, []).append((stored, list(screens)))
        return [(severity, list(groups[severity].items())) for severity in WORST if severity in groups]

    # A phone, a page

    def phone(self, place, phone):
        device = detect(phone.headers)
        mine = {key for (_, other), key in self._results.cells.items() if other == place}
        findings = [finding for key in mine for finding in self._results.pages[key].page.findings]
        return {
            "title": phone.name, "phone": phone, "device": device, "facts": facts(device), "detection": reasons.detection(phone.headers, device),
            "session": reasons.session(device, self._results.sessions[place]), "worst": worst(findings), "count": len(mine),
            "dialect": {field.name: getattr(device.dialect, field.name) for field in dataclasses.fields(device.dialect)},
            "rules": {rule.field: rule for rule in reasons.applied(device, (), b"")},
        }

    def write_page(self, key):
        stored = self._results.pages[key]
        phones = dict.fromkeys(place for _, place in stored.places)
        mode = self._results.sessions[next(iter(phones))]
        _put(
            self._folder / "pages" / f"{key}.html", "page", "../", **told(stored.device, stored.page, mode, "../static/", _SHOWN, f"{key}.png"),
            screens=list(dict.fromkeys(self._results.screens[screen] for screen, _ in stored.places)),
            phones=[(place, self._results.phones[place].name) for place in phones], whole=f"{key}.bin",
        )
        (self._folder / "pages" / f"{key}.bin").write_bytes(stored.page.body)


def _cell(findings, link):
    wrong = [one for one in findings if one.severity != checks.NOTE]
    return Cell(worst(findings), len(wrong), link, "\n".join(one.text for one in wrong[:3]))
