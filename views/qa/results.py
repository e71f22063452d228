"""What a run found: each different page once, which phones got it on which screen, and how that compares with an earlier run."""

import hashlib
import re
from typing import NamedTuple

from carriers import checks, detect

WORST = (checks.ERROR, checks.WARNING, checks.NOTE)
# A style sheet's address changes with the sheet; a page that names it has not changed for that.
_ASSET = re.compile(rb"(/static/[\w.-]+)\?[0-9a-f]+")


class Stored(NamedTuple):
    """A page that some phones got. key: its name in the report; device: of the first of them; places: [(screen's place, phone's place)]."""

    key: str
    page: object  # runner.Page
    device: object
    content: str
    places: list

    @property
    def worst(self):
        return worst(self.page.findings)


class Results(NamedTuple):
    """phones: rows of phones.toml; sessions: how each keeps its session; pages: {key: Stored}; cells: {(screen, phone): key}, by place.

    judged: validators.Judged, where validators were asked.
    """

    phones: list
    screens: list
    sessions: list
    pages: dict
    cells: dict
    judged: list = []

    def findings(self, severity):
        """How many different pages have how many findings of this severity: their sum."""
        return sum(one.severity == severity for stored in self.pages.values() for one in stored.page.findings)

    @property
    def is_clean(self):
        return not (self.findings(checks.ERROR) or self.findings(checks.WARNING))


def worst(findings):
    """The gravest severity among findings; empty where there is none."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in WORST if severity in found), "")


def gather(phones, screens, runs):
    """The Results of runs, one for each phone."""
    pages, cells = {}, {}
    for phone_place, (phone, run) in enumerate(zip(phones, runs)):
        device = detect(phone.headers)
        for screen_place, page in run.pages.items():
            key = _key(device, page)
            if key not in pages:
                pages[key] = Stored(key, page, device, _content(page), [])
            pages[key].places.append((screen_place, phone_place))
            cells[screen_place, phone_place] = key
    return Results(list(phones), list(screens), [run.session for run in runs], pages, cells)


def _key(device, page):
    """The same for the same bytes on phones between which no check and no rule makes a difference."""
    facts = device.dialect.name, device.page_limit, device.keypad, device.uploads, device.cookies, device.carrier == "softbank"
    return _hash(repr((facts, page.status, page.headers, page.redirects)).encode() + page.body)


def _content(page):
    return _hash(f"{page.status}".encode() + _ASSET.sub(rb"\1", page.body))


def _hash(data):
    return hashlib.blake2b(data, digest_size=8).hexdigest()


# As plain values, and compared


def plain(results):
    """The Results as JSON has them."""
    cells = {}
    for (screen, phone), key in sorted(results.cells.items()):
        cells.setdefault(results.screens[screen].name, {})[results.phones[phone].name] = key
    return {
        "phones": [
            {"name": phone.name, "dialect": detect(phone.headers).dialect.name, "session": session}
            for phone, session in zip(results.phones, results.sessions)
        ],
        "screens": [{"name": screen.name, "function": screen.function} for screen in results.screens],
        "pages": {
            key: {
                "status": stored.page.status, "bytes": len(stored.page.body), "limit": stored.device.page_limit, "title": stored.page.title,
                "content": stored.content, "findings": [finding._asdict() for finding in stored.page.findings],
            } for key, stored in results.pages.items()
        },
        "cells": cells,
    }


class Change(NamedTuple):
    """A screen that some phones of a dialect get otherwise than before. before, after: bytes; key: of the new page."""

    screen: str
    dialect: str
    phones: int
    before: int
    after: int
    key: str


class Comparison(NamedTuple):
    """changed: Changes; new, gone: {(severity, check, text): [(screen, phone)]}; added, removed: [(screen, phone)] that only one run has."""

    changed: list
    new: dict
    gone: dict
    added: list
    removed: list

    @property
    def heavier(self):
        return [change for change in self.changed if change.after > change.before]

    @property
    def lighter(self):
        return [change for change in self.changed if change.after < change.before]


def compare(before, after):
    """The Comparison of two runs' plain values, of what both have looked at."""
    dialects = {phone["name"]: phone["dialect"] for phone in after["phones"]}
    changed, new, gone = {}, {}, {}
    old, now = _flat(before), _flat(after)
    for place in (place for place in now if place in old):
        had, has = before["pages"][old[place]], after["pages"][now[place]]
        if had["content"] != has["content"]:
            changed.setdefault((place[0], dialects[place[1]], had["bytes"], has["bytes"], now[place]), []).append(place)
        for found, lacking, into in ((has, had, new), (had, has, gone)):
            for row in {_row(one) for one in found["findings"]} - {_row(one) for one in lacking["findings"]}:
                into.setdefault(row, []).append(place)
    rows = [Change(screen, dialect, len(places), had, has, key) for (screen, dialect, had, has, key), places in changed.items()]
    return Comparison(rows, new, gone, [place for place in now if place not in old], [place for place in old if place not in now])


def _flat(plain_values):
    return {(screen, phone): key for screen, row in plain_values["cells"].items() for phone, key in row.items()}


def _row(finding):
    return finding["severity"], finding["check"], finding["text"]
