"""WILLCOM (DDI Pocket before, Y!mobile after): PHS phones."""

from carriers.dialect import Dialect

WILLCOM = Dialect(
    "willcom", codec="willcom", charset="Shift_JIS", markup="chtml", prolog="", style="font", input_mode="istyle",
    key_label="emoji", script=False, half_width_kana=True, url_limit=512, page_limit=9_000, redirects=3,
)
