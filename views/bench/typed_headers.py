"""Headers as people paste them: from a phone's log, a proxy or a browser's tools, a line each."""

import re

from models.base import Invalid

LONGEST = 4_000  # characters that may be pasted; they come in an address
MOST = 2_000  # bytes of names and values that are used; they stand in a cookie while somebody walks
_FIELD = "headers"
_LINE = re.compile(r"([A-Za-z0-9!#$%&'*+.^`|~-]{1,64}):[ \t]*(.*)")
_REQUEST = re.compile(r"[A-Z]{3,8} \S+(?: HTTP/[\d.]+)?")
# What belongs to one connection, one login, one handset or one page, and tells nothing of a kind of phone.
_LEFT_OUT = re.compile(
    r"accept-encoding|authorization|connection|content-.+|cookie2?|expect|forwarded|host|if-.+|keep-alive|origin|pragma|priority|proxy-.+|range|referer"
    r"|cache-control|sec-fetch-.+|te|trailer|transfer-encoding|upgrade.*|via|x-forwarded-.+|x-dcmguid|x-up-subno|x-jphone-uid", re.IGNORECASE)


def read(text):
    """({name: value}, the names left out) of pasted lines; one line without a name is a user-agent. Raises Invalid."""
    if len(text) > LONGEST:
        raise Invalid({_FIELD: f"ヘッダーが長すぎます。{LONGEST:,}文字までにしてください。"})
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) == 1 and not _LINE.fullmatch(lines[0][1]):
        lines = [(lines[0][0], f"User-Agent: {lines[0][1]}")]
    found, left_out = {}, []
    for number, line in lines:
        if (number == lines[0][0] and _REQUEST.fullmatch(line)) or line.startswith(":"):  # GET / HTTP/1.1, or HTTP/2's own
            continue
        name, value = _pair(number, line)
        if _LEFT_OUT.fullmatch(name):
            left_out.append(name)
        elif name.lower() in {other.lower() for other in found}:
            raise Invalid({_FIELD: f"ヘッダーの{number}行目の {name} は2回目です。どちらかを消してください。"})
        else:
            found["User-Agent" if name.lower() == "user-agent" else name] = value  # HTTP/2 writes all names small
    if not found:
        raise Invalid({_FIELD: "端末を見分けるヘッダーがありません。User-Agent: の行を貼り付けてください。"})
    if sum(len(name) + len(value) for name, value in found.items()) > MOST:
        raise Invalid({_FIELD: f"ヘッダーが長すぎます。名前と値を合わせて{MOST:,}バイトまでにしてください。"})
    return found, left_out


def _pair(number, line):
    match = _LINE.fullmatch(line)
    if not match:
        raise Invalid({_FIELD: f"ヘッダーの{number}行目が「名前: 値」の形ではありません。直すか消してください。"})
    if not (match[2].isascii() and match[2].isprintable()):
        raise Invalid({_FIELD: f"ヘッダーの{number}行目の値に、使えない文字があります。英数字と記号だけにしてください。"})
    return match[1], match[2]
