"""What can be wrong with an answer on a phone: CHECKS, pure functions of the device and what it was sent.

    check(device, status, headers, body) -> findings      headers: [(name, value)], body: bytes

Each check names its source. The tests and the QA bench run all of them over every page (run); a finding says what was
found, how bad it is, and what to do. Texts are in Japanese: those who read them test phones for a living.
"""

from carriers.checks.answer import chain, content_type, cookies, protective_headers, redirect, required_headers, weight
from carriers.checks.finding import ERROR, NOTE, WARNING, Finding, is_page, page_of
from carriers.checks.leaking import leaks
from carriers.checks.look import contrast, tap_targets
from carriers.checks.markup import elements, input_modes, nesting, styles, well_formed
from carriers.checks.picture import picture, pictures
from carriers.checks.reach import access_keys, focus, forms, labels, links
from carriers.checks.sheet import style_sheet
from carriers.checks.writing import charset, doubtful, emoji, left_over, lost, substituted

__all__ = ["CHECKS", "ERROR", "LOOKS", "NOTE", "WARNING", "Finding", "chain", "leaks", "run"]

CHECKS = (
    weight, content_type, charset, emoji, lost, left_over, substituted, doubtful, required_headers, protective_headers, redirect, cookies, well_formed,
    nesting, elements, styles, input_modes, access_keys, links, pictures, picture, forms, labels, focus, style_sheet,
)
# What also depends on the page's style sheets: check(device, page, sheets); page: a reading.Reading.
LOOKS = (contrast, tap_targets)


def run(device, status, headers, body, sheets=(), host=""):
    """The Findings of all checks; sheets: the texts of the style sheets that the page names; host: host:port of the site, which is not outside."""
    found = [finding for check in CHECKS for finding in check(device, status, headers, body)]
    found += leaks(device, status, headers, body, host)
    if is_page(headers) and body:
        page = page_of(device, headers, body)
        sheets = (*sheets, *(tag.own for tag in page.named("style")))
        found += [finding for check in LOOKS for finding in check(device, page, sheets)]
    return found
