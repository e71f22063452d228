"""Every different page before the validators, each of which judges its kind of markup: the DTD XHTML, Nu HTML5."""

from typing import NamedTuple

from carriers.checks.finding import is_page
from views.qa import dtd, nu
from views.qa.judge import Missing

VALIDATORS = {"xhtml": dtd, "html5": nu}
_MOST = 20  # findings of one validator on one page


class Judged(NamedTuple):
    """How many different pages a validator has judged; missing: what installs it, where it isn't there."""

    name: str
    pages: int
    missing: str = ""


def judge(results):
    """The Results with what the validators find, and who has judged."""
    pages, judged = dict(results.pages), []
    for kind, validator in VALIDATORS.items():
        keys = {}  # of the same bytes in the same dialect
        for key, stored in pages.items():
            if stored.device.dialect.markup == kind and is_page(stored.page.headers) and stored.page.body:
                keys.setdefault((stored.device.dialect if kind == "xhtml" else None, stored.page.body), []).append(key)
        if not keys:
            continue
        try:
            found = validator.judge([(pages[same[0]].device, pages[same[0]].page.body) for same in keys.values()])
        except Missing as error:
            judged.append(Judged(validator.NAME, len(keys), str(error)))
            continue
        judged.append(Judged(validator.NAME, len(keys)))
        for same, findings in zip(keys.values(), found):
            for key in same if findings else ():
                page = pages[key].page
                pages[key] = pages[key]._replace(page=page._replace(findings=(*page.findings, *findings[:_MOST])))
    return results._replace(pages=pages, judged=judged)
