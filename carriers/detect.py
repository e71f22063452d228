"""detect: headers in, Device out. The carriers in order, first match wins; the rest is left to user-agents."""

import functools
import json
import sys
import types

from carriers import au, docomo, emobile, keypad, others, softbank, willcom

# Longer user-agents than this are cut: what they say further on tells no phone apart.
LONGEST = 1_000
_LONGEST_HINT = 64
_REMEMBERED = 1_024

# Which carrier knows a user-agent, by its first four characters, and the headers that it also reads.
_STARTS = [
    (start[:4], carrier, recognise)
    for carrier in (docomo, au, softbank, emobile) for start, recognise in carrier.STARTS.items()
]
_CARRIERS = {start: recognise for start, _, recognise in _STARTS}
_HEADERS = {start: getattr(carrier, "HEADERS", ()) for start, carrier, _ in _STARTS}
_FULL_BROWSERS = tuple(carrier.full_browser for carrier in (docomo, au, softbank, willcom, emobile))


def detect(headers):
    """The Device of a mapping of header names, in any case, to values."""
    ua = headers.get("User-Agent")
    if ua is not None and len(headers) == 1:
        return _remembered(ua[:LONGEST])
    return detect_environ(_environ(headers))


def detect_environ(environ):
    """The Device of a WSGI environ."""
    get = environ.get
    ua = get("HTTP_USER_AGENT", "")[:LONGEST]
    names = _HEADERS.get(ua[:4])
    if names is None:
        if get("HTTP_SEC_CH_UA_PLATFORM") is None and get("HTTP_SEC_CH_UA_MOBILE") is None:
            return _remembered(ua)  # most send no hints, and a loop costs as much as the look-up
        names = others.HEADERS
    return _remembered(ua, tuple(map(get, names))) if names else _remembered(ua)


def detect_uncached(headers):
    """As detect, without the memory of earlier answers: for measuring."""
    ua = headers.get("User-Agent")
    if ua is not None and len(headers) == 1:
        return recognise(ua[:LONGEST])
    environ = _environ(headers)
    ua = environ.get("HTTP_USER_AGENT", "")[:LONGEST]
    return recognise(ua, tuple(map(environ.get, _HEADERS.get(ua[:4], others.HEADERS))))


def _environ(headers):
    return {_environ_name(name): value for name, value in headers.items()}


@functools.lru_cache(1_024)
def _environ_name(name):
    return "HTTP_" + name.upper().replace("-", "_")


def recognise(ua, values=()):
    """The Device of a user-agent and the values of its telling headers: the carriers in order, then everybody else."""
    if values and any(values):
        values = [(value or "")[:_LONGEST_HINT] for value in values]
    else:
        values = ()
    carrier = _CARRIERS.get(ua[:4])
    if carrier:
        device = carrier(ua, *values) if values else carrier(ua)
        if device:
            return device
        values = ()
    for full_browser in _FULL_BROWSERS:
        device = full_browser(ua)
        if device:
            return device
    return keypad.recognise(ua) or others.recognise(ua, _agent(ua), *values)


_remembered = functools.lru_cache(_REMEMBERED)(recognise)


# user-agents, on the Rust engine of ua-parser


@functools.cache
def _engine():
    """user_agents.parsers, and the Rust resolver of ua-parser that answers in its legacy module's place.

    The legacy module compiles 1,270 patterns when imported and tries them one by one, so an empty module
    stands in for it. Of the device patterns, only those whose answer user-agents looks at are built: all
    of them take 30 MB.
    """
    from ua_parser.lazy import DeviceMatcher
    from ua_parser.loaders import load_lazy_builtins
    from ua_parser.regex import Resolver

    legacy = types.ModuleType("ua_parser.user_agent_parser")
    sys.modules.setdefault(legacy.__name__, legacy)
    from user_agents import parsers

    browsers, systems, devices = load_lazy_builtins()
    browsers = [row for row in browsers if any(word in row.regex for word in others.BROWSERS)]
    families = {*parsers.MOBILE_DEVICE_FAMILIES, *parsers.TABLET_DEVICE_FAMILIES, "Spider"}
    own = [DeviceMatcher(pattern, "i", kind) for pattern, kind in others.rows()]
    return parsers, Resolver((browsers, systems, own + [device for device in devices if device.family in families]))


def _agent(ua):
    """What user-agents makes of a user-agent: its UserAgent, without the legacy parser that it calls when made."""
    parsers, engine = _engine()
    agent = parsers.UserAgent.__new__(parsers.UserAgent)
    agent.ua_string = ua = others.asked(ua)
    browser, system, device = engine.ua.extract(ua), engine.os.extract(ua), engine.de.extract(ua)
    agent.browser = parsers.parse_browser(
        *(browser.family, browser.major, browser.minor, browser.patch) if browser else ("Other",))
    agent.os = parsers.parse_operating_system(
        *(system.family, system.major, system.minor, system.patch, system.patch_minor) if system else ("Other",))
    agent.device = parsers.Device(*(device.family, device.brand, device.model) if device else ("Other", None, None))
    return agent


def warm():
    """Builds what the first smartphone would otherwise wait for."""
    _agent("")


# The command line


def detect_lines(lines, out):
    """For each line of bytes, a user-agent or a JSON object of headers, writes a JSON object of facts."""
    for line in lines:
        headers = _headers(line.decode("utf-8", "replace").strip())
        print(json.dumps(facts(headers)), file=out, flush=True)


def _headers(line):
    """The headers that a line names; a line that is no JSON object is a user-agent."""
    if line.startswith("{"):
        try:
            headers = json.loads(line)
        except (ValueError, RecursionError):
            headers = None
        if isinstance(headers, dict):
            return {name: _whole(value) for name, value in headers.items() if isinstance(value, str)}
    return {"User-Agent": line}


def _whole(text):
    """JSON can spell half of a surrogate pair, which no output can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def facts(headers):
    """The Device of headers as plain values."""
    device = detect(headers)
    dialect = device.dialect
    return {
        "user_agent": next((value for name, value in headers.items() if name.lower() == "user-agent"), ""),
        "carrier": device.carrier, "kind": device.kind, "keypad": device.keypad, "model": device.model,
        "generation": device.generation, "browser": device.browser, "browser_version": device.browser_version,
        "os": device.os, "os_version": device.os_version, "screen": device.screen, "dialect": dialect.name,
        "charset": dialect.charset, "content_type": dialect.content_type, "cookies": device.cookies,
        "page_limit": device.page_limit,
    }
