"""ヘルプ: the service's facts by section, the support phone, and ways to manuals and seminars on other sites."""

import functools
import pathlib
import tomllib
from typing import NamedTuple

from bottle import HTTPError

from models.user import fold_name
from models.withdrawal import is_business_day

PHONE = "0120-70-4515"
_HOURS = range(9, 18)
_FILE = pathlib.Path(__file__).parent / "questions.toml"
_AWAY = {"manual": "操作マニュアル", "seminar": "グループウェアセミナー"}


class Question(NamedTuple):
    """A question with its place: the numbers of its section and of itself, from 1."""

    section: int
    number: int
    title: str
    answer: str


@functools.cache
def sections():
    """[(name, [Question])] as the file has them."""
    with open(_FILE, "rb") as file:
        found = tomllib.load(file)["section"]
    return [
        (section["name"], [
            Question(place, number, question["title"], question["answer"].strip())
            for number, question in enumerate(section["question"], 1)])
        for place, section in enumerate(found, 1)
    ]


@functools.cache
def _folded():
    """[(Question, its text as a search compares it)]"""
    return [(one, fold_name(one.title + one.answer)) for _, questions in sections() for one in questions]


def is_open(now):
    """Whether the support answers the phone at a time (a naive datetime in Japan time): 9:00 to 18:00 on business days."""
    return is_business_day(now.date()) and now.hour in _HOURS


def contents(visit):
    away = [(word, name) for word, name in _AWAY.items() if _address(visit, word)]
    return visit.page("help/contents", title="ヘルプ", sections=sections(), phone=PHONE, is_open=is_open(visit.now), away=away)


def section(visit, section):
    name, questions = _section(section)
    return visit.page("help/section", title=name, text="", rows=visit.slice(questions, f"/help/{section}"))


def question(visit, section, number):
    name, questions = _section(section)
    if not 1 <= int(number) <= len(questions):
        raise HTTPError(404)
    found = questions[int(number) - 1]
    path = f"/help/{section}/{number}"
    return visit.page("help/question", title=found.title, section=section, name=name, note=visit.slice(found.answer, path), label="回答")


def _section(number):
    if not 1 <= int(number) <= len(sections()):
        raise HTTPError(404)
    return sections()[int(number) - 1]


def search(visit):
    """The questions that hold each of the words, with blanks of any width between them."""
    text = visit.query.line("q")[:50]
    words = [fold_name(word) for word in text.split()]
    found = [one for one, folded in _folded() if words and all(word in folded for word in words)]
    return visit.page("help/section", title="ヘルプの検索", text=text, rows=visit.slice(found, visit.url("/help/search", q=text)))


def leave(visit, word):
    """The way to another site: a page whose own address has no session in it, so that none is told over there."""
    address = _address(visit, word)
    if not address:
        raise HTTPError(404)
    if visit.url_id:
        visit.viewer = None
        return visit.redirect(f"/help/leave/{word}")
    return visit.page("help/leave", title=_AWAY[word], address=address)


def _address(visit, word):
    return {"manual": visit.settings.manual_url, "seminar": visit.settings.seminar_url}.get(word)


_NUMBER = "re:[0-9]{1,3}"

ROUTES = [
    ("GET", "/help", contents, "anyone"),
    ("GET", "/help/search", search, "anyone"),
    ("GET", "/help/leave/<word:re:[a-z]+>", leave, "anyone"),
    ("GET", f"/help/<section:{_NUMBER}>", section, "anyone"),
    ("GET", f"/help/<section:{_NUMBER}>/<number:{_NUMBER}>", question, "anyone"),
]
