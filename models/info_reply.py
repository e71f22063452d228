"""Replies to インフォメーション: by anybody who sees the notice, for everybody who does."""

import datetime
from typing import NamedTuple

from peewee import JOIN

from models import clock, info, texts
from models.base import Invalid, NotAllowed, NotFound, Read, next_id, once, parameter
from models.info import InfoReply
from models.member import Person
from models.profile import Profile, name_of

_LONGEST = 1_000


class Reply(NamedTuple):
    """A reply as it is shown. written: a naive datetime in Japan time."""

    id: int
    author_id: str
    author: str
    body: str
    written: datetime.datetime


def replies(viewer, info_id, today, start, count):
    """Reply rows of a notice that the viewer may see today (date), the newest first. Raises NotFound."""
    info.find(viewer, info_id, today)
    return [_reply(row) for row in _some(member_id=viewer.member_id, info_id=info_id, start=start, count=count)]


def find(viewer, info_id, reply_id, today):
    """One Reply. Raises NotFound."""
    info.find(viewer, info_id, today)
    for row in _one(member_id=viewer.member_id, info_id=info_id, reply_id=reply_id):
        return _reply(row)
    raise NotFound


def may_delete(viewer, reply):
    """Whether it is the viewer's own, or the viewer a システム管理者."""
    return viewer.system_admin or reply.author_id == viewer.user_id


def add(viewer, info_id, body, today, form_key):
    """Replies to a notice. Raises NotFound, and Invalid with the field "body"."""
    body = texts.lines(body)
    problem = texts.problem("返信", body, _LONGEST, required=True)
    if problem:
        raise Invalid({"body": problem})

    def work():
        info.find(viewer, info_id, today)
        InfoReply.insert(
            member_id=viewer.member_id, info_id=info_id, id=next_id(viewer.member_id, "info_reply"), author_id=viewer.user_id,
            body=body, written_at=clock.unix(),
        ).execute()

    once(viewer.member_id, form_key, work)


def delete(viewer, info_id, reply_id, today, form_key):
    """Deletes a reply. Raises NotFound and NotAllowed."""

    def work():
        if not may_delete(viewer, find(viewer, info_id, reply_id, today)):
            raise NotAllowed
        InfoReply.delete().where(
            (InfoReply.member_id == viewer.member_id) & (InfoReply.info_id == info_id) & (InfoReply.id == reply_id)).execute()

    once(viewer.member_id, form_key, work)


def _reply(row):
    return Reply(*row[:4], clock.from_unix(row[4]))


def _named():
    author = (Person.member_id == InfoReply.member_id) & (Person.user_id == InfoReply.author_id)
    profile = (Profile.member_id == InfoReply.member_id) & (Profile.user_id == InfoReply.author_id)
    return (
        InfoReply.select(InfoReply.id, InfoReply.author_id, name_of(InfoReply.author_id), InfoReply.body, InfoReply.written_at)
        .join(Person, JOIN.LEFT_OUTER, on=author).switch(InfoReply).join(Profile, JOIN.LEFT_OUTER, on=profile)
        .where((InfoReply.member_id == parameter("member_id")) & (InfoReply.info_id == parameter("info_id")))
    )


_some = Read(lambda: _named().order_by(InfoReply.id.desc()).limit(parameter("count")).offset(parameter("start")))
_one = Read(lambda: _named().where(InfoReply.id == parameter("reply_id")))
