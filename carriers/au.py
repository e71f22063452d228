"""au: EZweb, WAP 2.0 browsers 6.0, 6.2 and 7.2, and the HDML phones before them."""

from carriers.dialect import Dialect

EZ1 = Dialect(
    "ez1", codec="au", charset="Shift_JIS", markup="chtml", prolog="", style="font", input_mode="istyle",
    key_label="emoji", script=False, half_width_kana=True, url_limit=512, page_limit=4_500, redirects=3, cookies="no",
)
EZ = Dialect(
    "ez", codec="au", charset="Shift_JIS", markup="xhtml",
    prolog='<?xml version="1.0" encoding="Shift_JIS"?><!DOCTYPE html PUBLIC "-//OPENWAVE//DTD XHTML 1.0//EN" '
           '"http://www.openwave.com/DTD/xhtml-basic.dtd">',
    stylesheet="keitai", input_mode="istyle", key_label="emoji", script=False, half_width_kana=True,
    url_limit=512, page_limit=9_000, redirects=6, cookies="yes",
)
