"""People in a form: one's own group to tick, and a field for anybody else by name, ユーザーID or 組織."""

from models import unit, user
from models.member import USER_ID
from views.page import Slice

_MOST_NAMES = 20  # each is looked for among all colleagues
_LONGEST_SHOWN = 30  # characters of a word that is nobody's name
_LONGEST_OTHERS = 2_000  # characters; 200 people by their ids take 1,200


class Candidates(Slice):
    """(user_id, name, ticked) to choose from, as many as the page takes; who is ticked and has no place is in others."""

    def __init__(self, rows, size, typed=""):
        super().__init__(rows, 0, size)
        self._typed = typed

    @property
    def others(self):
        """What stands in the field for anybody else."""
        return " ".join([user_id for user_id, _, ticked in self.whole[self.end:] if ticked] + self._typed.split())

    def shrink(self, excess):
        if not self.end:
            return False
        self.end -= 1
        return True


def candidates(visit, chosen, typed=""):
    """The people of a form as Candidates: those chosen (ユーザーID), then one's own group; typed: what stood for others."""
    people = {user_id: user.colleague(visit.viewer, user_id).name for user_id in chosen if user.exists(visit.viewer, user_id)}
    for user_id, name in unit.mates(visit.viewer):
        people.setdefault(user_id, name)
    return Candidates([(user_id, name, user_id in chosen) for user_id, name in people.items()], visit.rows, typed)


def chosen(visit, problems):
    """The ユーザーIDs ticked and typed in a form, as a tuple; puts what can't be understood into problems["others"].

    Somebody is typed by ユーザーID or by a part of the name, a 組織 by its name: all its people are meant.
    """
    found = [user_id for user_id in visit.form.all("users") if USER_ID.fullmatch(user_id)]
    words = list(dict.fromkeys(_words(visit)))
    if len([word for word in words if not USER_ID.fullmatch(word)]) > _MOST_NAMES:
        problems["others"] = f"名前での指定は、一度に{_MOST_NAMES}人までにしてください。"
        return tuple(dict.fromkeys(found))
    for word in words:
        if USER_ID.fullmatch(word):
            found.append(word)
            continue
        people = _named(visit, word)
        if isinstance(people, str):
            problems["others"] = people
        else:
            found.extend(people)
    return tuple(dict.fromkeys(found))


def _named(visit, word):
    """The ユーザーIDs a word stands for, or what is wrong with it."""
    unit_id = unit.named(visit.viewer, word)
    if unit_id:
        return [user_id for user_id, _ in unit.people(visit.viewer, unit_id)]
    found = user.search(visit.viewer, word)
    if len(found) == 1:
        return [found[0].user_id]
    names = "、".join(f"{person.name}({person.user_id})" for person in found[:5])
    shown = word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"
    return f"「{shown}」に当てはまる人が" + (f"何人かいます: {names}。IDで入力してください。" if found else "いません。")


def _words(visit):
    return visit.form.line("others", most=100_000)[:_LONGEST_OTHERS].replace("、", " ").replace(",", " ").split()


def unknown(visit):
    """What stands for nobody of the form's other people: who was found is ticked in the list when the form comes back."""
    return " ".join(word for word in _words(visit) if not (USER_ID.fullmatch(word) and user.exists(visit.viewer, word)))
