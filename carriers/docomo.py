"""docomo: mova and FOMA, i-mode browser 1.0 and 2.0."""

from carriers.dialect import Dialect

_I_XHTML = (
    '<?xml version="1.0" encoding="Shift_JIS"?>'
    '<!DOCTYPE html PUBLIC "-//i-mode group (ja)//DTD XHTML i-XHTML(Locale/Ver.=ja/%s) 1.0//EN" "%s">'
)

MOVA = Dialect(
    "mova", codec="docomo", charset="Shift_JIS", markup="chtml", prolog="", style="font",
    input_mode="istyle", key_label="emoji", script=False, half_width_kana=True,
    url_limit=512, page_limit=4_500, redirects=4, cookies="no",
)
IMODE1 = Dialect(
    "imode1", codec="docomo", charset="Shift_JIS", content_type="application/xhtml+xml", markup="xhtml",
    prolog=_I_XHTML % ("1.1", "i-xhtml_4ja_10.dtd"), style="inline", input_mode="wap", key_label="emoji",
    script=False, half_width_kana=True, url_limit=512, page_limit=9_000, redirects=4, cookies="no",
)
IMODE2 = Dialect(
    "imode2", codec="docomo", charset="Shift_JIS", markup="xhtml",
    prolog=_I_XHTML % ("2.3", "i-xhtml_4ja_10.dtd"), stylesheet="keitai", input_mode="istyle", key_label="emoji",
    script=False, half_width_kana=True, url_limit=512, page_limit=9_000, redirects=4, cookies="yes",
)
