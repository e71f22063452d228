"""組織, added, renamed, put in order, filled and deleted by the groupware's システム管理者; nobody else may."""

from typing import NamedTuple

from models import audit, rights, seen, texts
from models.base import Invalid, NotFound, Read, insert_rows, locked, next_id, once, parameter
from models.member import Person
from models.unit import Unit, UnitPerson, people_query

LAST_POSITION = 9_999
_LONGEST_NAME = 50
MOST_AT_ONCE = 500  # people


class Detail(NamedTuple):
    """A unit as it is administered; token: says what was seen, for whoever changes it."""

    id: int
    name: str
    position: int
    token: str


def find(viewer, unit_id):
    """The Detail of a unit. Raises NotAllowed and NotFound."""
    rights.system_only(viewer)
    return _detail(Unit.select().where(_with_id(viewer, unit_id)).first())


def _detail(row):
    if row is None:
        raise NotFound
    return Detail(row.id, row.name, row.position, seen.token(row.name, row.position))


def some(viewer, start, count):
    """[(id, name)] of the units in their order, at most so many from the one with index start on. Raises NotAllowed."""
    rights.system_only(viewer)
    return _some(member_id=viewer.member_id, start=start, count=count)


def people(viewer, unit_id, start, count):
    """[(user_id, name)] of a unit's people who may log in, by kana; at most so many from the one with index start on."""
    find(viewer, unit_id)
    return [row[:2] for row in _people(member_id=viewer.member_id, unit_id=unit_id, start=start, count=count)]


def last_position(viewer):
    """The position of the last unit, 0 where there is none."""
    last = Unit.select(Unit.position).where(Unit.member_id == viewer.member_id).order_by(Unit.position.desc()).first()
    return last.position if last else 0


def add(viewer, name, position, form_key):
    """Adds a unit. Returns its id, or None for a repeated post. Raises NotAllowed, and Invalid with "name" and "position"."""
    _check(viewer, name, position)

    def work():
        rights.lock_system(viewer)  # so that two who add take turns, and names stay apart
        _check_name(viewer, name)
        unit_id = next_id(viewer.member_id, "unit")
        Unit.insert(member_id=viewer.member_id, id=unit_id, name=name, position=position).execute()
        audit.note(viewer, "unit.change", name, "追加")
        return unit_id

    return once(viewer.member_id, form_key, work)


def change(viewer, unit_id, name, position, token, form_key):
    """Gives a unit another name and place. Raises NotAllowed, NotFound, Stale, and what add() does."""
    _check(viewer, name, position)

    def work():
        rights.lock_system(viewer)
        row = locked(Unit.select().where(_with_id(viewer, unit_id))).first()
        old = _detail(row)
        seen.check(token, row.name, row.position)
        if name != old.name:
            _check_name(viewer, name)
        Unit.update(name=name, position=position).where(_with_id(viewer, unit_id)).execute()
        audit.note(viewer, "unit.change", name, f"{old.name}→{name}" if name != old.name else "並び順")

    once(viewer.member_id, form_key, work)


def delete(viewer, unit_id, form_key):
    """Deletes a unit; its people stay, without it. Raises NotAllowed and NotFound."""

    def work(found):
        UnitPerson.delete().where(_of_unit(viewer, unit_id)).execute()
        Unit.delete().where(_with_id(viewer, unit_id)).execute()
        audit.note(viewer, "unit.change", found.name, "削除")

    _with_unit(viewer, unit_id, form_key, work)


def add_people(viewer, unit_id, user_ids, form_key):
    """Puts colleagues who may log in into a unit; who is in it stays. Raises NotAllowed, NotFound, and Invalid with "others"."""
    user_ids = list(dict.fromkeys(user_ids))
    if not 0 < len(user_ids) <= MOST_AT_ONCE:
        raise Invalid({"others": f"追加する人を入力してください。一度に{MOST_AT_ONCE}人までです。"})

    def work(found):
        there = Person.select(Person.user_id).where(
            (Person.member_id == viewer.member_id) & Person.user_id.in_(user_ids) & ~Person.disabled)
        known = {user_id for user_id, in there.tuples()}
        if unknown := [user_id for user_id in user_ids if user_id not in known]:
            raise Invalid({"others": f"ユーザーID {unknown[0]} の人はいません。"})
        members = {user_id for user_id, in locked(UnitPerson.select(UnitPerson.user_id).where(_of_unit(viewer, unit_id))).tuples()}
        new = [user_id for user_id in user_ids if user_id not in members]
        insert_rows(UnitPerson, [(viewer.member_id, unit_id, user_id) for user_id in new])
        _note_people(viewer, found, "追加", new)

    _with_unit(viewer, unit_id, form_key, work)


def remove_people(viewer, unit_id, user_ids, form_key):
    """Takes people out of a unit. Raises NotAllowed, NotFound, and Invalid with "others"."""
    if not 0 < len(user_ids) <= MOST_AT_ONCE:
        raise Invalid({"others": "外す人を選んでください。"})

    def work(found):
        gone = _of_unit(viewer, unit_id) & UnitPerson.user_id.in_(user_ids)
        if UnitPerson.delete().where(gone).execute():
            _note_people(viewer, found, "外す", user_ids)

    _with_unit(viewer, unit_id, form_key, work)


def _note_people(viewer, found, verb, user_ids):
    if user_ids:
        shown = " ".join(user_ids[:10]) + (f" ほか{len(user_ids) - 10}人" if len(user_ids) > 10 else "")
        audit.note(viewer, "unit.change", found.name, f"{verb}: {shown}")


def _with_unit(viewer, unit_id, form_key, work):
    """Runs work(its Detail) once, while the unit is kept from others. Raises NotAllowed and NotFound."""
    rights.system_only(viewer)

    def locked_work():
        rights.lock_system(viewer)
        work(_detail(locked(Unit.select().where(_with_id(viewer, unit_id))).first()))

    once(viewer.member_id, form_key, locked_work)


def _check(viewer, name, position):
    rights.system_only(viewer)
    problems = texts.problems(
        name=texts.problem("組織の名前", name, _LONGEST_NAME, required=True, one_line=True),
        position="" if 0 <= position <= LAST_POSITION else f"並び順は0から{LAST_POSITION}までの数字にしてください。",
    )
    if problems:
        raise Invalid(problems)


def _check_name(viewer, name):
    """People are invited by the name of their unit: it must say which one."""
    # Locked: an ordinary read could show what was there before the lock was waited for.
    if locked(Unit.select(Unit.id).where((Unit.member_id == viewer.member_id) & (Unit.name == name))).first():
        raise Invalid({"name": "同じ名前の組織があります。別の名前にしてください。"})


def _with_id(viewer, unit_id):
    return (Unit.member_id == viewer.member_id) & (Unit.id == unit_id)


def _of_unit(viewer, unit_id):
    return (UnitPerson.member_id == viewer.member_id) & (UnitPerson.unit_id == unit_id)


def _part(query):
    return query.limit(parameter("count")).offset(parameter("start"))


_some = Read(lambda: _part(
    Unit.select(Unit.id, Unit.name).where(Unit.member_id == parameter("member_id")).order_by(Unit.position, Unit.id)))
_people = Read(lambda: _part(people_query()))
