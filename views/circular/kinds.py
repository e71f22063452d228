"""回覧 and レポート: the same screens under two paths."""

from typing import NamedTuple

from models import circular


class Kind(NamedTuple):
    """What differs between the two. key: the models' word; path: where its screens are."""

    key: str
    path: str
    name: str

    @property
    def headings(self):
        return [heading for heading in circular.HEADINGS[self.key] if heading]


CIRCULAR = Kind(circular.CIRCULAR, "/circulars", "回覧")
REPORT = Kind(circular.REPORT, "/reports", "レポート")
