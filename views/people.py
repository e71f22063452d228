"""People in a form: one's own 組織 to tick, and a field for anybody else by name, ユーザーID or 組織."""

from models import unit, user
from models.draft import MOST_USERS
from models.member import USER_ID
from views.page import Slice

WHOLE_UNITS = 10_000  # people at most, for what may go to whole 組織, however large
_MOST_NAMES = 20  # each is looked for among all colleagues
_MOST_NAMED = 5  # people who are told apart by their ids
_LONGEST_SHOWN = 30  # characters of a word that is nobody's name
_LONGEST_OTHERS = 2_000  # characters; 200 people by their ids take 1,200


class Candidates(Slice):
    """(user_id, name, ticked) to choose from, as many as the page takes; who is ticked and has no place is in others."""

    def __init__(self, rows, size, typed="", are_mates=False):
        """typed: what stood for others; are_mates: who isn't chosen is of the viewer's own 組織."""
        super().__init__(rows, 0, size)
        self.are_mates = are_mates
        self._typed = typed.split()
        self.last_resort = _Words([user_id for user_id, _, ticked in rows if ticked] + self._typed)

    def without(self, user_id):
        """The same without somebody."""
        rows = [row for row in self.whole if row[0] != user_id]
        return Candidates(rows, self.size, " ".join(self._typed), self.are_mates)

    @property
    def others(self):
        """What stands in the field for anybody else."""
        words = [user_id for user_id, _, ticked in self.whole[self.end:] if ticked] + self._typed
        return " ".join(words[:self.last_resort.end])

    @property
    def left_out(self):
        """How many words of others even a page without anybody to tick does not take."""
        return len(self.last_resort.whole) - self.last_resort.end

    def shrink(self, excess):
        if not self.end:
            return False
        self.end -= 1
        return True


class _Words(Slice):
    """The words of a field; none of them where even one is too long."""

    def __init__(self, words):
        super().__init__(words, 0, len(words))

    def shrink(self, excess):
        if not self.end:
            return False
        if not super().shrink(excess):
            self.end = 0
        return True


def candidates(visit, chosen, typed=""):
    """The people of a form as Candidates: those chosen (ユーザーID), then nearest(); typed: what stood for others."""
    chosen = dict.fromkeys(chosen)
    names = user.names(visit.viewer, chosen)
    offered, are_mates = nearest(visit)
    people = {user_id: names[user_id] for user_id in chosen if user_id in names} | {
        user_id: name for user_id, name in offered if user_id not in names}
    return Candidates([(user_id, name, user_id in chosen) for user_id, name in people.items()], visit.rows, typed, are_mates)


def nearest(visit):
    """([(user_id, name)] to offer, oneself first; whether they are of one's own 組織).

    Where that has nobody else, the first of all colleagues: a company may have no 組織 yet.
    """
    mates = unit.mates(visit.viewer)
    if len(mates) > 1:
        return mates, True
    others = user.everybody(visit.viewer, 0, visit.rows + 1)
    return mates + [(person.user_id, person.name) for person in others if person.user_id != visit.viewer.user_id], False


def typed(visit):
    """(the ユーザーIDs ticked and typed, all other words) of a form that comes back: a 組織 is still a word, not its people."""
    words = _words(visit)
    known = user.names(visit.viewer, filter(USER_ID.fullmatch, words))
    ids = dict.fromkeys([*_ticked(visit), *(word for word in words if word in known)])
    return tuple(ids), " ".join(word for word in words if word not in known)


def chosen(visit, problems, most=MOST_USERS):
    """The ユーザーIDs ticked and typed in a form, as a tuple; puts what can't be understood into problems["others"].

    Somebody is typed by ユーザーID or by a part of the name, a 組織 by its name: all its people are meant. most: people in
    all; the first 組織 with which they are more is a problem, and whoever is typed after it is missing.
    """
    found = dict.fromkeys(_ticked(visit))
    words = list(dict.fromkeys(_words(visit)))
    names = [word for word in words if not USER_ID.fullmatch(word)]
    if len(names) > _MOST_NAMES:
        problems["others"] = f"名前での指定は、一度に{_MOST_NAMES}人までにしてください。"
        return tuple(found)
    units = {word: unit_id for word in names if (unit_id := unit.named(visit.viewer, word))}
    named = user.search_each(visit.viewer, [word for word in names if word not in units], _MOST_NAMED)
    for word in words:
        if word in units:
            more = dict.fromkeys(user_id for user_id, _ in unit.people(visit.viewer, units[word], most + 1))
            if len(found | more) > most:
                problems["others"] = f"「{_short(word)}」を入れると{most}人を超えます。{most}人以内になるように選んでください。"
                break
            found |= more
        elif word not in named:
            found[word] = None
        elif len(named[word]) == 1:
            found[named[word][0].user_id] = None
        else:
            problems["others"] = _unclear(word, named[word])
    return tuple(found)


def _unclear(word, people):
    """What is wrong with a word that stands for nobody, or for several people."""
    names = "、".join(f"{person.name}({person.user_id})" for person in people)
    return f"「{_short(word)}」に当てはまる人が" + (f"何人かいます: {names}。IDで入力してください。" if people else "いません。")


def _short(word):
    return word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"


def _ticked(visit):
    return [user_id for user_id in visit.form.all("users") if USER_ID.fullmatch(user_id)]


def _words(visit):
    return visit.form.line("others", most=100_000)[:_LONGEST_OTHERS].replace("、", " ").replace(",", " ").split()
