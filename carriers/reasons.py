"""Why a page is written for a phone as it is: each answer of its Dialect with its reason, its source, and whether this page shows it.

For those who test phones, so in Japanese. A row tells for which values of a field it holds; a page shows a rule where what
the rule speaks of stands in its bytes or headers.
"""

import re
from typing import NamedTuple

from carriers import au, docomo, emobile, keypad, softbank, willcom


class Rule(NamedTuple):
    """field: of Dialect; values: those it holds for (empty: all); shows: a pattern of bytes in the page (empty: every page shows it)."""

    field: str
    values: tuple
    reason: str
    source: str
    shows: bytes = b""


class Applied(NamedTuple):
    """A rule on a page. value: the dialect's answer; count: how often it shows there, 0 where there was no call for it."""

    field: str
    value: str
    reason: str
    source: str
    count: int


_MODES = b"istyle=|[ ]mode=|-wap-input-format|inputmode="
RULES = (
    Rule("codec", ("docomo", "willcom", "emobile"), "絵文字をdocomoのShift_JISの外字(F89F〜F9FC)で書きます。ないものは近い絵文字か言葉にします。", "docomo、絵文字; Unicode EmojiSources", b"[\xf8\xf9][\x40-\xfc]"),
    Rule("codec", ("au",), "絵文字をauのShift_JISの外字(F340〜F7FC)で書きます。UTF-8では出ない端末があります。", "Encode-JP-Mobile; rui_hi 2011", b"[\xf3-\xf7][\x40-\xfc]"),
    Rule("codec", ("softbank",), "絵文字をSoftBankの外字領域(U+E001〜E53E)のUTF-8で書きます。", "Unicode EmojiSources; emoji4unicode", b"\xee[\x80-\x94][\x80-\xbf]"),
    Rule("codec", ("softbank-sjis",), "絵文字をSoftBankのShift_JISの外字で書きます。", "Encode-JP-Mobile", b"[\xf7\xf9\xfb][\x40-\xfc]"),
    Rule("codec", ("jphone",), "絵文字をWebコード(ESC $ … SI)で書きます。2Gの端末はこれだけを知っています。", "unoh 2006-10-30、2007-01-13", b"\x1b\\$"),
    Rule("codec", ("utf-8",), "絵文字をUnicodeのまま書きます。", "jpmobile、unicode_emoticon.rb", b"\xf0\x9f|\xe2[\x98-\x9e]"),
    Rule("codec", ("utf-8-words",), "この端末のフォントにない絵文字を、［］の言葉で書きます。", "jpmobile、unicode_emoticon.rb; emoji4unicode、text fallback", "［".encode()),
    Rule("charset", ("Shift_JIS",), "Shift_JIS(CP932)で書きます。この世代が必ず知っている文字コードです。", "docomo; Encode-JP-Mobile、Cookbook"),
    Rule("charset", ("UTF-8",), "UTF-8で書きます。SoftBank 3GCは指定がないとUTF-8と見なし、今のブラウザもUTF-8です。", "unoh 2006-10-30; HTML Standard"),
    Rule("content_type", ("application/xhtml+xml",), "iモード1.0はこのContent-Typeのときだけ、XHTMLとして読み、スタイルを使います。", "unoh 2009-07-13; galakei、content_type.rb"),
    Rule("content_type", ("text/html",), "text/htmlで返します。どの端末も知っていて、PCで開いてもダウンロードになりません。", "OpenPNE3、sfMobileIOFilter"),
    Rule("markup", ("chtml",), "コンパクトHTMLの要素だけで書きます。見出し、一覧、ラベルは、改行や箇条に置き換えます。", "W3C Note、Compact HTML; docomo"),
    Rule("markup", ("xhtml",), "XHTML Basicの要素で、すべて閉じて書きます。崩れた入れ子は表示されません。", "XHTML Basic 1.1; ugukan"),
    Rule("markup", ("html5",), "HTML5で書きます。", "HTML Standard"),
    Rule("prolog", (), "端末の世代が知っているDOCTYPEを先頭に書きます。ない端末には書きません。", "mobylet、XmlHeaderDesigner; HypCommon", b"<!DOCTYPE"),
    Rule("style", ("font",), "スタイルを知らないので、色はfont要素、位置はalign属性で書きます。", "docomo、HTML; HypCommon", b"<font|align="),
    Rule("style", ("inline",), "外のスタイルシートを読まないので、style属性に書きます。", "docomo、XHTML; galakei、docomo_css", b"style=\"(?!-wap)"),
    Rule("style", ("link",), "スタイルシートを1つ読みます。2回目からはキャッシュから出ます。", "docomo、XHTML; caniuse", b"<link[^>]*stylesheet"),
    Rule("stylesheet", (), "styleが link のとき、画面と操作に合うものを読みます: keitai(3G)、keypad(キーの4G)、touch(指とマウス)。", "docomo、CSS; caniuse; device-detector", b"<link[^>]*stylesheet"),
    Rule("input_mode", ("istyle",), "入力の始まりをistyleで指定します(1かな 2カナ 3英字 4数字)。", "docomo、フォーム; galakei、input_mode.rb", _MODES),
    Rule("input_mode", ("istyle+mode",), "istyleとmodeの両方で指定します。-wap-input-formatは入力を制限してしまいます。", "symmetric 182; galakei、input_mode.rb", _MODES),
    Rule("input_mode", ("wap",), "XHTMLではistyleが効かないので、-wap-input-formatで指定します。", "docomo、XHTML", _MODES),
    Rule("input_mode", ("inputmode",), "入力の種類とinputmodeで、出るキーボードを選びます。", "HTML Standard", _MODES + b"|type=\"(?:tel|date|time|email|search)"),
    Rule("access_key", ("accesskey",), "番号のキーで開けるように、accesskeyを付けます。", "docomo、accesskey", b"accesskey="),
    Rule("access_key", ("directkey",), "SoftBank 2Gはdirectkeyです。nonumberで端末の番号を消し、絵文字の番号だけにします。", "unoh 2006-10-30; HypCommon", b"directkey="),
    Rule("key_label", ("emoji",), "どのキーで開くかを、番号の絵文字で前に書きます。", "docomo、accesskey; HypCommon", b"accesskey=|directkey="),
    Rule("key_label", ("badge",), "どのキーで開くかを、枠の中の番号で書きます。この端末に番号の絵文字の字形があるとは限りません。", "device-detector; KaiOS", b"<kbd>"),
    Rule("key_label", ("none",), "キーのない端末なので、番号を書きません。画面読み上げの操作とも重なります。", "WebAIM、Keyboard Accessibility"),
    Rule("script", (False,), "JavaScriptを使えないので、送りません。", "docomo; symmetric 125; ktai-style"),
    Rule("script", (True,), "JavaScriptがなくても全部使えます。送るのは、キーで動かすための1つと動作環境確認だけです。", "HTML Standard", b"<script"),
    Rule("upload", (False,), "フォームからファイルを送れないか、送れる機種がわからないので、選ぶ欄を出しません。", "docomo; KDDI、記述ガイド 1.0; HypCommon"),
    Rule("upload", (True,), "ファイルを選ぶ欄を、送れる機種にだけ出します。", "Apple、What's New in Safari 6; Android 2.2", b"type=\"file\""),
    Rule("picture", (), "写真を、この端末が表示できる形式にして、画面の幅に縮めます。", "memorva; fkoji; docomo", b"<img"),
    Rule("half_width_kana", (True,), "画面が狭いので、見出しやボタンのカナを半角で書きます。入力した文字は変えません。", "galakei、hankaku.rb", b"[\xa6-\xdf]{2}|\xef\xbd[\xa6-\xbf]|\xef\xbe[\x80-\x9f]"),
    Rule("half_width_kana", (False,), "カナを全角のまま書きます。", ""),
    Rule("url_limit", (), "URLがこのバイト数に収まるようにします。", "symmetric 49; docomo"),
    Rule("page_limit", (), "ページがこのバイト数に収まるまで、一覧や長い文章を分けます。", "docomo; KDDI; SoftBank; ktai-style", b"[?&;]p=\\d"),
    Rule("redirects", (), "転送が続く回数を、これより少なくします。", "oscasierra.net 2012-06; unoh 2006-10-30"),
    Rule("cookies", ("no",), "Cookieを持たないので、セッションのIDをURLとhiddenの欄に書きます。", "unoh 2009-07-13; jpmobile、trans_sid.rb", b"[?&;]s=[\\w-]{22}|name=\"s\""),
    Rule("cookies", ("yes", "unknown"), "Cookieを使います。ログインの直後に1往復して、戻らなければURLに書きます。", "galakei、request.rb; marucc 2008-05-12"),
)


def applied(device, headers, body):
    """[Applied] of an answer: every rule that holds for the phone, those that this page shows first told how often."""
    found = []
    for rule in RULES:
        value = device.cookies if rule.field == "cookies" else device.page_limit if rule.field == "page_limit" else getattr(device.dialect, rule.field)
        if rule.values and value not in rule.values:
            continue
        count = len(re.findall(rule.shows, body)) if rule.shows else 1
        found.append(Applied(rule.field, f"{value:,}" if type(value) is int else str(value), rule.reason, rule.source, count))
    return found


def session(device, mode):
    """Why a session is where it is.

    mode: "cookie", "url", or empty where nobody could log in; "asked" and "unasked" of an address where nobody tried: whether it gave cookies.
    """
    if not mode:
        return "ログインできませんでした。"
    if mode in ("asked", "unasked"):
        return f"ログインしていません。Set-Cookieは{'あります' if mode == 'asked' else 'ありません'}。"
    guess = {"yes": "持つ", "no": "持たない", "unknown": "わからない"}[device.cookies]
    if mode == "cookie":
        return f"Cookie。ログインの直後の往復で、送ったCookieが戻りました(端末からの予想: {guess})。"
    return f"URL。ログインの直後の往復で、Cookieが戻りませんでした(端末からの予想: {guess})。IDは短い間だけ有効で、外へのリンクには付きません。"


_MODULES = {"docomo": docomo, "au": au, "softbank": softbank, "emobile": emobile, "willcom": willcom}


def detection(headers, device):
    """[(what decided, who says so)] of how a phone was recognised from its headers."""
    ua = headers.get("User-Agent", "")
    found = []
    module = _MODULES.get(device.carrier)
    start = next((start for start in getattr(module, "STARTS", ()) if ua.startswith(start)), None)
    if start:
        found.append((f"User-Agentが「{start}」で始まります。", _source(module)))
    elif module:
        found.append((f"User-Agentの途中に、{device.carrier}の端末の書き方があります(フルブラウザなど)。", _source(module)))
    elif keypad.recognise(ua):
        found.append(("AndroidかKaiOSのUser-Agentで、機種がキーで使うケータイの表にあります。", _source(keypad)))
    else:
        found.append(("携帯電話会社の書き方ではないので、user-agentsの判定を、わかっている誤りを直して使います。", "user-agents; ua-parser; carriers/others.py"))
    for quirk in getattr(module, "QUIRKS", ()):
        if device.model in quirk.models or any(model in ua for model in quirk.models):
            found.append((f"機種の例外: {quirk.reason}", quirk.source))
    hints = sorted(name for name in headers if name != "User-Agent")
    if hints:
        found.append((f"ほかに送られたヘッダー: {', '.join(hints)}", "各社の仕様; W3C、User-Agent Client Hints"))
    return found


def _source(module):
    """What a carrier's file names as its source: the words in brackets behind "Grammar" or "Source"."""
    match = re.search(r"(?:Grammar \(|Source: )([^\n)]+)", module.__doc__)
    return match[1] if match else module.__name__
