"""設備 in the form of 予定: the first ones to tick, and a field for any other by name."""

from models import facility
from views.page import Slice

_SHOWN = 9
_LONGEST = 1_000  # characters of typed names


class Choice(Slice):
    """(facility_id, name, ticked) to choose from, as many as the page takes; who is ticked and has no place goes along hidden."""

    def __init__(self, rows, size, typed):
        super().__init__(rows, 0, size)
        self.typed = typed

    @property
    def hidden(self):
        """The ids of those that are ticked and have no place."""
        return [facility_id for facility_id, _, ticked in self.whole[self.end:] if ticked]

    def shrink(self, excess):
        if not self.end:
            return False
        self.end -= 1
        return True


def choice(visit, chosen, typed=""):
    """The facilities of a form as a Choice: those chosen (ids), then the first of the list; typed: what stood for others."""
    chosen = set(chosen)
    first = [row for row in facility.facilities(visit.viewer, 0, _SHOWN + 1) if row.id not in chosen]
    rows = [(row.id, row.name, True) for row in facility.some(visit.viewer, chosen)] + [(row.id, row.name, False) for row in first]
    return Choice(rows, max(min(visit.rows, _SHOWN), len(chosen)), typed)


def chosen(visit, problems):
    """The ids of the facilities ticked and typed in a form; puts what can't be understood into problems["facilities"]."""
    ticked = [int(text) for text in visit.form.all("facilities") if text.isdecimal() and len(text) < 19]
    for word in _words(visit):
        found = facility.named(visit.viewer, word)
        if len(found) == 1:
            ticked.append(found[0].id)
            continue
        names = "、".join(row.name for row in found[:5])
        problems["facilities"] = f"「{word}」に当てはまる設備が" + (f"何件かあります: {names}。" if found else "ありません。")
    return tuple(dict.fromkeys(ticked))


def unknown(visit):
    """What stands for no one facility of the form's typed names: what was found is ticked when the form comes back."""
    return "、".join(word for word in _words(visit) if len(facility.named(visit.viewer, word)) != 1)


def _words(visit):
    typed = visit.form.line("other_facilities")[:_LONGEST]
    return list(dict.fromkeys(word for part in typed.replace(",", "、").split("、") if (word := part.strip())))[:20]
