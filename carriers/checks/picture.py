"""Pictures: each is of a kind that the phone draws, small enough, and has a size and words in its place."""

import re
from urllib.parse import urlsplit

from carriers.checks.finding import ERROR, WARNING, found, header, page_of

# What a picture's name ends with, and the kinds of markup whose phones draw none of it (memorva; docomo, XHTML; fkoji; caniuse).
_UNSEEN = {"webp": {"chtml", "xhtml"}, "svg": {"chtml", "xhtml"}, "bmp": {"chtml", "html5"}, "avif": {"chtml", "xhtml"}}
# And the dialects: GIF and JPEG are all of i-mode 1.0, Android 2.3 and KaiOS 2.5 are from before the newer kinds.
_UNSEEN_BY = {
    "png": {"mova", "imode1", "willcom"}, "gif": {"sb2g"}, "webp": {"kaios", "old-smart"}, "svg": {"old-smart"}, "avif": {"garaho", "kaios", "old-smart"},
}
_STARTS = (
    ("jpeg", rb"\xff\xd8\xff"), ("gif", rb"GIF8"), ("png", rb"\x89PNG"), ("bmp", rb"BM"), ("webp", rb"RIFF.{4}WEBP"), ("avif", rb".{4}ftypavi[fs]"),
    ("svg", rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!(?:--|DOCTYPE svg)[^>]*>\s*)*<svg\b"),
)


def pictures(device, status, headers, body):
    """Pictures are of a kind the phone draws, with a size and words in their place."""
    page = page_of(device, headers, body)
    for tag in page.named("img") if page else ():
        ending = urlsplit(tag.attributes.get("src", "")).path.rpartition(".")[2].lower()
        if _is_unseen(device, ending):
            yield found(pictures, ERROR, f"この端末は {ending} の画像を表示できません。", "表示できる形式にします。", "memorva; fkoji; docomo; caniuse")
        for name in ("alt", "width", "height"):
            if name not in tag.attributes:
                yield found(pictures, WARNING, f"画像に {name} がありません。", "alt、width、heightを付けます。", "unoh 2010-06-03")


def picture(device, status, headers, body):
    """A picture itself is what it says, of a kind the phone draws, and not too heavy for a handset."""
    said = (header(headers, "Content-Type") or "").lower()
    if not said.startswith("image/") or not body:
        return
    kind = next((kind for kind, start in _STARTS if re.match(start, body, re.DOTALL)), "")
    if kind not in said.replace("jpg", "jpeg"):
        yield found(picture, ERROR, f"Content-Typeは {said} ですが、中身は {kind} です。", "中身と同じにします。", "RFC 9110, 8.3")
    if _is_unseen(device, kind):
        yield found(picture, ERROR, f"この端末は {kind} の画像を表示できません。", "表示できる形式にします。", "memorva; fkoji; docomo; caniuse")
    if device.dialect.markup != "html5" and len(body) > device.dialect.picture_limit:
        yield found(picture, ERROR, f"画像が{len(body):,}バイトで、上限の{device.dialect.picture_limit:,}バイトを超えています。", "小さくします。", "docomo、KDDI、SoftBankの作成ガイド")


def _is_unseen(device, kind):
    return device.dialect.markup in _UNSEEN.get(kind, ()) or device.dialect.name in _UNSEEN_BY.get(kind, ())
