"""A long text in a form: whole where the phone's page takes it, else a part, and the rest stays as it was.

In the template: ``% area, field, label = note, 'note', 'メモ'`` and ``% include('parts/long_field')``; the handler reads
it back with ``visit.form.part("note", original)``.
"""

from views.page import Slice


class LongText(Slice):
    """A text to edit, or the part of it that the page takes. place: which part, start-end in characters; empty for all."""

    is_cut = False

    def __init__(self, visit, text):
        super().__init__(text, visit.query.number("p"), visit.text_size, visit.path)

    @property
    def place(self):
        return f"{self.start}-{self.end}" if self.start or self.next else ""


class TypedText(Slice):
    """The part of a text that came back from the phone. Only where the phone can't take all of it, it is cut."""

    next = previous = None

    def __init__(self, form, name, text, original=""):
        """name: the field; text: the whole new text, as form.part() gave it; original: the text that was edited."""
        start, _, end = form.get(f"{name}_at").partition("-")
        first, last = (int(part) if part.isdecimal() and len(part) < 6 else 0 for part in (start, end))
        typed = text[first:len(text) - max(0, len(original) - last)] if end else text
        super().__init__(typed, 0, len(typed))
        self.place = f"{first}-{last}" if end else ""

    @property
    def is_cut(self):
        return self.end < len(self.whole)


class ShortText(Slice):
    """A text to edit, whole wherever the page takes it; else its end has no place on this phone, and stays as it was.

    For the many small texts of a form whose one way to further parts is another text's. After its field the template has
    ``% area, field, label = name, 'name', '名前'`` and ``% include('parts/rest')``.
    """

    next = previous = None
    is_cut = False

    def __init__(self, text):
        super().__init__(text, 0, len(text))

    @property
    def place(self):
        return f"0-{self.end}" if self.end < len(self.whole) else ""
