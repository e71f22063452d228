"""設備 and their categories, added, changed and removed by the groupware's システム管理者; nobody else may."""

from models import audit, search, texts
from models.base import Invalid, NotAllowed, NotFound, locked, next_id, once
from models.facility import Facility, FacilityCategory
from models.reservation_slots import Reservation, give_back

LAST_POSITION = 9_999


def add_category(viewer, name, position, form_key):
    """Adds a category. Returns its id, or None for a repeated post. Raises NotAllowed, Invalid."""
    _admins_only(viewer)
    _check(name, position)

    def work():
        made = next_id(viewer.member_id, "facility_category")
        FacilityCategory.insert(member_id=viewer.member_id, id=made, name=name, position=position).execute()
        audit.note(viewer, "facility.change", name, "分類の追加")
        return made

    return once(viewer.member_id, form_key, work)


def change_category(viewer, category_id, name, position, form_key):
    """Gives a category another name and place. Raises NotAllowed, NotFound, Invalid."""
    _admins_only(viewer)
    _check(name, position)

    def work():
        old = _lock_category(viewer, category_id)
        FacilityCategory.update(name=name, position=position).where(_category(viewer, category_id)).execute()
        audit.note(viewer, "facility.change", name, "分類の変更" + _renamed(old.name, name))

    once(viewer.member_id, form_key, work)


def remove_category(viewer, category_id, form_key):
    """Removes a category that has no facilities. Raises NotAllowed, NotFound, Invalid with the field ""."""
    _admins_only(viewer)

    def work():
        old = _lock_category(viewer, category_id)
        if Facility.select().where((Facility.member_id == viewer.member_id) & (Facility.category_id == category_id)).exists():
            raise Invalid({"": "設備のある分類は削除できません。先に設備を削除するか、ほかの分類へ移してください。"})
        FacilityCategory.delete().where(_category(viewer, category_id)).execute()
        audit.note(viewer, "facility.change", old.name, "分類の削除")

    once(viewer.member_id, form_key, work)


def add(viewer, category_id, name, position, note, form_key):
    """Adds a facility. Returns its id, or None for a repeated post. Raises NotAllowed, NotFound (no such category), Invalid."""
    _admins_only(viewer)
    note = texts.lines(note)
    _check(name, position, note)

    def work():
        _lock_category(viewer, category_id)
        made = next_id(viewer.member_id, "facility")
        Facility.insert(
            member_id=viewer.member_id, id=made, category_id=category_id, name=name, position=position, note=note).execute()
        search.put(viewer.member_id, "facility", made, name, note)
        audit.note(viewer, "facility.change", name, "追加")
        return made

    return once(viewer.member_id, form_key, work)


def change(viewer, facility_id, category_id, name, position, note, form_key):
    """Changes a facility; what is booked stays. Raises NotAllowed, NotFound, Invalid."""
    _admins_only(viewer)
    note = texts.lines(note)
    _check(name, position, note)

    def work():
        _lock_category(viewer, category_id)
        old = _lock_facility(viewer, facility_id)
        news = {"category_id": category_id, "name": name, "position": position, "note": note}
        Facility.update(**news).where(_facility(viewer, facility_id)).execute()
        search.put(viewer.member_id, "facility", facility_id, name, note)
        audit.note(viewer, "facility.change", name, "変更" + _renamed(old.name, name))

    once(viewer.member_id, form_key, work)


def remove(viewer, facility_id, form_key):
    """Removes a facility with all that is booked of it; events stay, without it. Raises NotAllowed, NotFound."""
    _admins_only(viewer)

    def work():
        old = _lock_facility(viewer, facility_id)  # as whoever books locks it: nothing is booked of what is just going
        for number in give_back(viewer.member_id, Reservation.facility_id == facility_id):
            search.remove(viewer.member_id, "reservation", number)
        Facility.delete().where(_facility(viewer, facility_id)).execute()
        search.remove(viewer.member_id, "facility", facility_id)
        audit.note(viewer, "facility.change", old.name, "削除")

    once(viewer.member_id, form_key, work)


def _admins_only(viewer):
    if not viewer.system_admin:
        raise NotAllowed


def _check(name, position, note=""):
    problems = texts.problems(
        name=texts.problem("名前", name, 50, required=True, one_line=True), note=texts.problem("備考", note, 1000),
        position="" if 0 <= position <= LAST_POSITION else f"並び順は0から{LAST_POSITION}までの数字にしてください。",
    )
    if problems:
        raise Invalid(problems)


def _renamed(old, new):
    return f": {old}→{new}" if new != old else ""


def _lock_category(viewer, category_id):
    return _found(FacilityCategory.select().where(_category(viewer, category_id)))


def _lock_facility(viewer, facility_id):
    return _found(Facility.select().where(_facility(viewer, facility_id)))


def _found(query):
    found = locked(query).first()
    if found is None:
        raise NotFound
    return found


def _category(viewer, category_id):
    return (FacilityCategory.member_id == viewer.member_id) & (FacilityCategory.id == category_id)


def _facility(viewer, facility_id):
    return (Facility.member_id == viewer.member_id) & (Facility.id == facility_id)
