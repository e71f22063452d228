"""Crawlers: programs that name themselves, alone or behind a phone's user-agent."""

import re

# For ua-parser's engine as well as for re: no looking ahead or behind.
NAMES = (
    r"[\w.-]bots?\b|\bbots?(?: [^\d]|[^\w ]|$)|bot[/_;:\d]|crawl|spider|slurp|scrap[ei]|seeker|baidumobaider|\bichiro\b"
    r"|https?://|mailto:|\bwww\.|\w@[\w-]+\.[a-z]|[a-z-]\.(?:com|net|org)(?:[^\w.]|$)"
    r"|fetch|monitor|check(?:er|ing)|health-?check|verif(?:y\b|ier|ication)|validator|\bscan|survey|research|preview"
    r"|transcoder|archiver|indexer|\bfeeds?\b|\bfeedb|subscribers|\brss\b|headless|lighthouse|synthetic|observatory"
    r"|externalua|webmon|browsershots|\bdomain|http client "
    # What stands where a browser has nothing more to say.
    r"|khtml, like gecko; (?:[a-ln-z]|m[a-np-z])|^mozilla/5\.0 \(compatible; [\w. /+-]{1,60}\)$"
)
# A part that programs built around Internet Explorer carry, with its maker's address.
EMBEDDED = "Embedded Web Browser from: http://bsalsa.com/"

_NAMES = re.compile(NAMES, re.I | re.A)
# Libraries that programs are written with.
_LIBRARIES = re.compile(
    r"(?:curl|wget|python|java|libwww|lwp|php|ruby|perl|node|axios|guzzle|aiohttp|httpx|httpie|postman|insomnia|apache|jakarta"
    r"|go-)[\w.-]{0,40}(?:/| |$)|(?:[\w-]{1,40} )?http[ -]?client\b", re.A)
# A name and nothing else: browsers say what they run on.
_BARE = re.compile(r"[a-z][a-z.'-]{0,40}(?: [a-z]+){0,3}(?:/v?\d[\w.-]*)?", re.A)
_NOT_BARE = re.compile(
    r"\bwap\b|brows|phone|pad|tv|android|ios|windows|nokia|samsung|blackberry|emulator|opera|mozilla|firefox|machblue", re.A)


def is_crawler(text):
    """Whether what follows an imitated phone in a user-agent names a crawler."""
    return _NAMES.search(text) is not None


def is_program(lower):
    """Whether a whole user-agent, in lower case, is that of a program without a screen."""
    if _LIBRARIES.match(lower):
        return True
    return _BARE.fullmatch(lower) is not None and not _NOT_BARE.search(lower)
