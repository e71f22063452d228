"""SoftBank: J-PHONE 2G (C and P types), W type, Vodafone and SoftBank 3GC."""

from carriers.dialect import Dialect

_PLUS = (
    '<?xml version="1.0" encoding="%s"?><!DOCTYPE html PUBLIC "-//J-PHONE//DTD XHTML Basic 1.0 Plus//EN" '
    '"xhtml-basic10-plus.dtd">'
)

SB2G = Dialect(
    "sb2g", codec="jphone", charset="Shift_JIS", markup="chtml", prolog="", style="font", input_mode="istyle+mode",
    access_key="directkey", key_label="emoji", script=False, half_width_kana=True,
    url_limit=1_024, page_limit=4_500, redirects=2, cookies="no",
)
SBW = Dialect(
    "sbw", codec="jphone", charset="Shift_JIS", markup="xhtml", prolog=_PLUS % "Shift_JIS", stylesheet="keitai",
    input_mode="istyle+mode", key_label="emoji", script=False, half_width_kana=True,
    url_limit=1_024, page_limit=9_000, redirects=3, cookies="yes",
)
SB3G = Dialect(
    "sb3g", codec="softbank", markup="xhtml", prolog=_PLUS % "UTF-8", stylesheet="keitai",
    input_mode="istyle+mode", key_label="emoji", script=False, half_width_kana=True,
    url_limit=1_024, page_limit=9_000, redirects=3, cookies="yes",
)
