"""設備: what a company's people share, in categories. Everybody sees all of it; its システム管理者 keep the list (facility_admin)."""

from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField, fn

from models.base import Base, NotFound, Read, parameter
from models.user import fold_name

_ALL = 10_000  # more than anybody has


class FacilityCategory(Base):
    """A kind of facility; position: its place in lists."""

    member_id = TextField()
    id = BigIntegerField()
    name = TextField()
    position = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class Facility(Base):
    """A room, a car, a projector; position: its place in the lists of its category."""

    member_id = TextField()
    id = BigIntegerField()
    category_id = BigIntegerField()
    name = TextField()
    position = BigIntegerField()
    note = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class CategoryRow(NamedTuple):
    """A category in a list; count: its facilities."""

    id: int
    name: str
    position: int
    count: int


class FacilityRow(NamedTuple):
    """A facility in a list."""

    id: int
    name: str
    category_id: int
    category: str


class FacilityDetail(NamedTuple):
    """A facility with all that its own page shows."""

    id: int
    name: str
    category_id: int
    category: str
    position: int
    note: str


# Reading


def categories(viewer):
    """All categories of the viewer's member as CategoryRows, in their order."""
    return [CategoryRow(*row) for row in _categories(member_id=viewer.member_id)]


def find_category(viewer, category_id):
    """The CategoryRow of one category. Raises NotFound."""
    for row in _category(member_id=viewer.member_id, category_id=category_id):
        return CategoryRow(*row)
    raise NotFound


def facilities(viewer, start=0, count=_ALL):
    """The FacilityRows of the viewer's member, by category and position, so many from the one with this index on."""
    return [FacilityRow(*row) for row in _facilities(member_id=viewer.member_id, start=start, count=count)]


def in_category(viewer, category_id, start=0, count=_ALL):
    """The same of one category."""
    found = _of_category(member_id=viewer.member_id, category_id=category_id, start=start, count=count)
    return [FacilityRow(*row) for row in found]


def find(viewer, facility_id):
    """The FacilityDetail of one facility. Raises NotFound."""
    for row in _facility(member_id=viewer.member_id, facility_id=facility_id):
        return FacilityDetail(*row)
    raise NotFound


def some(viewer, facility_ids):
    """The FacilityRows of those of these facilities that there are, by category and position."""
    if not facility_ids:
        return []
    query = _rows().where((Facility.member_id == viewer.member_id) & Facility.id.in_(list(facility_ids)))
    return [FacilityRow(*row) for row in query.tuples()]


def named(viewer, text):
    """The FacilityRows that a typed name may mean: the one of just this name, else all that hold the text.

    Names are compared like those of people: full- and half-width and the like are the same, blanks are nothing.
    """
    wanted = fold_name(text)
    found = [row for row in facilities(viewer) if wanted in fold_name(row.name)]
    return [row for row in found if fold_name(row.name) == wanted] or found


def in_order(query):
    """The query in the order in which facilities are listed everywhere; it has Facility and FacilityCategory."""
    return query.order_by(FacilityCategory.position, FacilityCategory.id, Facility.position, Facility.id)


def with_category(query):
    """The query of Facility with its category."""
    is_its = (FacilityCategory.member_id == Facility.member_id) & (FacilityCategory.id == Facility.category_id)
    return query.join(FacilityCategory, on=is_its)


def _rows():
    return in_order(with_category(Facility.select(Facility.id, Facility.name, Facility.category_id, FacilityCategory.name)))


_MINE = Facility.member_id == parameter("member_id")
_OF_CATEGORY = Facility.category_id == parameter("category_id")


def _counted():
    is_in = (Facility.member_id == FacilityCategory.member_id) & (Facility.category_id == FacilityCategory.id)
    columns = FacilityCategory.id, FacilityCategory.name, FacilityCategory.position
    return (
        FacilityCategory.select(*columns, fn.COUNT(Facility.id)).join(Facility, JOIN.LEFT_OUTER, on=is_in)
        .where(FacilityCategory.member_id == parameter("member_id")).group_by(*columns)
    )


def _detail():
    query = Facility.select(
        Facility.id, Facility.name, Facility.category_id, FacilityCategory.name, Facility.position, Facility.note)
    return with_category(query).where(_MINE & (Facility.id == parameter("facility_id")))


def _part(query):
    return query.limit(parameter("count")).offset(parameter("start"))


_categories = Read(lambda: _counted().order_by(FacilityCategory.position, FacilityCategory.id))
_category = Read(lambda: _counted().where(FacilityCategory.id == parameter("category_id")))
_facilities = Read(lambda: _part(_rows().where(_MINE)))
_of_category = Read(lambda: _part(_rows().where(_MINE & _OF_CATEGORY)))
_facility = Read(_detail)
