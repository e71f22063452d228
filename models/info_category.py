"""The categories of インフォメーション, which システム管理者 define and everybody sees."""

from typing import NamedTuple

from models import audit, texts
from models.base import Invalid, NotAllowed, NotFound, Read, locked, next_id, once, parameter
from models.info import Info, InfoCategory

MOST = 20  # of a member: all of them stand in one form
_LONGEST_NAME = 20
_LAST_POSITION = 999


class Category(NamedTuple):
    """A category in a list."""

    id: int
    name: str
    position: int


def categories(viewer):
    """All categories of the viewer's member as Category rows, in their order."""
    return [Category(*row) for row in _all(member_id=viewer.member_id)]


def find(viewer, category_id):
    """One Category. Raises NotFound."""
    for row in categories(viewer):
        if row.id == category_id:
            return row
    raise NotFound


def add(viewer, name, position, form_key):
    """A new category; position: 0 to 999. Raises NotAllowed, and Invalid with the fields "name" and "position"."""
    _check(viewer, name, position)

    def work():
        there = locked(InfoCategory.select(InfoCategory.id).where(InfoCategory.member_id == viewer.member_id)).tuples()
        if len(list(there)) >= MOST:
            raise Invalid({"name": f"分類は{MOST}個までです。使わない分類を削除してください。"})
        InfoCategory.insert(member_id=viewer.member_id, id=next_id(viewer.member_id, "info_category"), name=name, position=position).execute()
        audit.note(viewer, "category.change", name, "追加")

    once(viewer.member_id, form_key, work)


def change(viewer, category_id, name, position, form_key):
    """Another name and position. Raises NotFound, and what add() does."""
    _check(viewer, name, position)

    def work():
        old = _locked(viewer, category_id)
        InfoCategory.update(name=name, position=position).where(_with_id(viewer, category_id)).execute()
        audit.note(viewer, "category.change", name, f"{old.name}→{name}" if name != old.name else "順番")

    once(viewer.member_id, form_key, work)


def delete(viewer, category_id, form_key):
    """Deletes a category; its notices are in none from then on. Raises NotAllowed and NotFound."""
    _administrators_only(viewer)

    def work():
        old = _locked(viewer, category_id)
        InfoCategory.delete().where(_with_id(viewer, category_id)).execute()
        Info.update(category_id=0).where((Info.member_id == viewer.member_id) & (Info.category_id == category_id)).execute()
        audit.note(viewer, "category.change", old.name, "削除")

    once(viewer.member_id, form_key, work)


def _with_id(viewer, category_id):
    return (InfoCategory.member_id == viewer.member_id) & (InfoCategory.id == category_id)


def _locked(viewer, category_id):
    found = locked(InfoCategory.select().where(_with_id(viewer, category_id))).first()
    if found is None:
        raise NotFound
    return found


def _administrators_only(viewer):
    if not viewer.system_admin:
        raise NotAllowed


def _check(viewer, name, position):
    _administrators_only(viewer)
    problems = texts.problems(
        name=texts.problem("分類の名前", name, _LONGEST_NAME, required=True, one_line=True),
        position="" if 0 <= position <= _LAST_POSITION else f"順番は0から{_LAST_POSITION}の数字で入力してください。",
    )
    if problems:
        raise Invalid(problems)


_all = Read(lambda: (
    InfoCategory.select(InfoCategory.id, InfoCategory.name, InfoCategory.position)
    .where(InfoCategory.member_id == parameter("member_id")).order_by(InfoCategory.position, InfoCategory.id)
))
