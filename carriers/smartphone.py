"""Smartphones and tablets: Android, iOS, and the rest that have a touch screen."""

from carriers.dialect import Dialect

OLD_SMART = Dialect("old-smart", codec="utf-8-words", page_limit=60_000, cookies="yes")
MODERN = Dialect("modern", cookies="yes")
