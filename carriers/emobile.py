"""EMOBILE: H11T and its relatives."""

from carriers.dialect import Dialect

EMOBILE = Dialect(
    "emobile", codec="emobile", charset="Shift_JIS", markup="xhtml",
    prolog='<?xml version="1.0" encoding="Shift_JIS"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.0//EN" '
           '"http://www.w3.org/TR/xhtml-basic/xhtml-basic10.dtd">',
    stylesheet="keitai", input_mode="istyle", key_label="emoji", script=False, half_width_kana=True,
    url_limit=512, page_limit=9_000, redirects=3, cookies="yes",
)
