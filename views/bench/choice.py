"""What somebody chose to look at on /bench: a phone or headers, perhaps a second phone, and a screen or a path."""

import functools
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from carriers import detect
from carriers.phones import phones
from models.base import Invalid
from views.bench import typed_headers
from views.qa import bench, screens

FIELDS = ("phone", "other", "headers", "screen", "path", "cookies", "out")
COOKIES = {"": None, "on": True, "off": False}
_LONGEST_PATH = 1_000
_IN_ADDRESSES = "%/?:@!$&'()*+,;=-._~[]|"


class Chosen(NamedTuple):
    """A phone to look with. left_out: names of pasted headers that are not used."""

    name: str
    headers: dict
    left_out: tuple = ()

    @property
    def device(self):
        return detect(self.headers)


class Choice(NamedTuple):
    """phones: one Chosen or two; path: of this site; out: whether nobody has logged in; keeps_cookies: None: as such phones do."""

    phones: list
    path: str
    out: bool
    keeps_cookies: bool | None


def typed(form):
    """{field: text} of a Form, as it is shown again."""
    return {name: form.text(name) if name == "headers" else form.line(name) for name in FIELDS}


def read(fields, now):
    """The Choice of typed fields. Raises Invalid with a sentence for each field that is wrong."""
    problems, found = {}, {}
    for name, work in (("phones", lambda: _phones(fields)), ("where", lambda: where(fields, now))):
        try:
            found[name] = work()
        except Invalid as error:
            problems |= error.problems
    if problems:
        raise Invalid(problems)
    path, out = found["where"]
    return Choice(found["phones"], path, out or fields["out"] == "1", COOKIES.get(fields["cookies"]))


def first_phone(fields):
    """The phone to walk as: a Chosen. Raises Invalid."""
    if fields["headers"].strip():
        return _pasted(*typed_headers.read(fields["headers"]))
    return _phone("phone", fields["phone"])


def _pasted(headers, left_out):
    device = detect(headers)
    words = " ".join(filter(None, [device.carrier or device.os, device.model or device.browser]))
    return Chosen(f"{words[:60] or '不明な端末'}(貼り付けたヘッダー)", headers, left_out)


def _phones(fields):
    second = [_phone("other", fields["other"])] if fields["other"].strip() else []
    return [first_phone(fields), *second]


def _phone(field, name):
    """The phone of phones.toml with this name, or the only one whose name, model or dialect holds the word."""
    exact = next((row for row in phones() if row.name == name.strip()), None)
    if exact:
        return Chosen(exact.name, exact.headers)
    try:
        rows = bench.choose_phones(name) if name.strip() else []
    except bench.Nothing:
        raise Invalid({field: f"「{name[:40]}」という端末は一覧にありません。端末の名前か機種を入力してください。"}) from None
    if not rows:
        raise Invalid({field: "端末を選ぶか、ヘッダーを貼り付けてください。"})
    if len(rows) > 1:
        some = "、".join(row.name for row in rows[:3])
        raise Invalid({field: f"「{name[:40]}」に当てはまる端末は{len(rows)}台あります({some}など)。1台に絞ってください。"})
    return Chosen(rows[0].name, rows[0].headers)


def where(fields, now):
    """(path, whether nobody has logged in) of what was chosen. Raises Invalid."""
    path = fields["path"].strip()
    if path:
        return own_path(path), False
    screen = offered().get(fields["screen"] or "/")
    if screen is None:
        raise Invalid({"screen": f"「{fields['screen'][:40]}」という画面は一覧にありません。"})
    return screen.path.format(day=f"{now:%Y%m%d}", month=f"{now:%Y%m}"), not screen.who


def own_path(path):
    """A typed path, if it is one of this site; what is no ASCII as UTF-8. Raises Invalid."""
    problem = "アドレスは「/」で始まる、このサイトの中のものにしてください。"
    if not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable() or len(path) > _LONGEST_PATH or "#" in path:
        raise Invalid({"path": problem})
    try:
        reached = urlsplit(urljoin("http://localhost/", unquote(path.partition("?")[0]))).path
    except ValueError:
        raise Invalid({"path": problem}) from None
    if reached.strip("/").partition("/")[0] == "bench":
        raise Invalid({"path": "QAの画面そのものは見られません。ほかのアドレスにしてください。"})
    return quote(path, safe=_IN_ADDRESSES)


@functools.cache
def offered():
    """{name: Screen} of the bench's screens that a path alone opens: signed in, not yet, and where something is wrong."""
    return {screen.name: screen for screen in screens.every() if screen.does == "get" and screen.who in ("", "sample")}


def by_function():
    """[(function, [(screen's name, whether its path names a row of the sample company)])]."""
    found = {}
    for name, screen in offered().items():
        found.setdefault(screen.function, []).append((name, not screens.needs_nothing(screen.path) and screen.who != ""))
    return list(found.items())


@functools.cache
def by_dialect():
    """[(dialect's name, [names of phones])]."""
    found = {}
    for row in phones():
        found.setdefault(detect(row.headers).dialect.name, []).append(row.name)
    return list(found.items())
