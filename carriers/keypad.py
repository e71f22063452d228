"""Keypad phones of today: 4G keitai on Android (garaho), and KaiOS."""

from carriers.dialect import Dialect

GARAHO = Dialect("garaho", stylesheet="keypad", key_label="badge", page_limit=60_000, cookies="yes")
KAIOS = Dialect("kaios", stylesheet="keypad", key_label="badge", page_limit=60_000, cookies="yes")
