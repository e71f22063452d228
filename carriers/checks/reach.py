"""What people can see and reach: keys, links, forms, labels, the way of the focus."""

import re

from carriers.checks.finding import ERROR, WARNING, found, page_of, text_of
from carriers.reading import read


def access_keys(device, status, headers, body):
    """A key stands once, is one that phones have, and is shown beside what it opens."""
    page = page_of(device, headers, body)
    if page is None:
        return
    name = device.dialect.access_key
    keyed = [(place, tag, tag.attributes[name]) for place, tag in enumerate(page.tags) if name in tag.attributes]
    keys = [key for *_, key in keyed]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield found(access_keys, ERROR, f"キー {key} が{keys.count(key)}か所にあります。", "1つのページで1回だけ使います。", "docomo、accesskey")
    if device.dialect.key_label != "none":
        yield from _without_keys(device, body, page, name, keys)
    for place, tag, key in keyed:
        if not re.fullmatch(r"[0-9*#]", key):
            yield found(access_keys, ERROR, f"キー {key!r} は電話機にありません。", "0〜9、*、# を使います。", "docomo、accesskey")
        elif device.dialect.key_label != "none" and not _shows(tag, place, key, device, body):
            yield found(access_keys, ERROR, f"キー {key} が画面に示されていません(<{tag.name}> {tag.text[:20]})。", "番号の絵文字か印を付けます。", "docomo、accesskey")
    if device.dialect.key_label == "none" and keyed:
        yield found(access_keys, WARNING, "キーのない端末にaccesskeyを送っています。", "画面読み上げの操作と重なるので外します。", "WebAIM, Keyboard Accessibility")


def _without_keys(device, body, page, name, keys):
    """Links that show a key and have none, and a page of many links without any."""
    links = [(place, tag) for place, tag in enumerate(page.tags) if tag.name == "a" and "href" in tag.attributes]
    if len(links) > _FEW and not keys:
        yield found(access_keys, ERROR, f"リンクが{len(links)}個ありますが、どれもキーで開けません。", f"よく使うリンクに{name}を付けます。", "docomo、accesskey")
    for place, tag in links:
        before = _same(tag, place, device, body).before if name not in tag.attributes else ""
        if (key := _KEY_EMOJI.search(before)) and key[1] not in keys:  # else it is that of a button in between
            yield found(access_keys, ERROR, f"キー {key[1]} が示されていますが、リンクに{name}がありません({tag.text[:20]})。", f"{name}を付けます。", "docomo、accesskey")


_FEW = 5  # links that the cross key reaches soon enough
_KEY_EMOJI = re.compile("([0-9#*])\ufe0f?\u20e3\\s*$")


def _shows(tag, place, key, device, body):
    """Whether the key is written just before the tag or at the start of its words; emoji come in the carrier's own bytes."""
    if device.dialect.key_label == "badge":
        return tag.text.strip().startswith(key) or tag.before.rstrip().endswith(key)
    if text_of(device.dialect, body) is None:
        return True  # charset has said so
    return _same(tag, place, device, body).before.rstrip().endswith((f"{key}\ufe0f\u20e3", f"{key}\u20e3", key))


def _same(tag, place, device, body):
    """The tag as it is read where the carrier's emoji are Unicode's."""
    tags = read(text_of(device.dialect, body) or "", device.dialect.markup == "xhtml").tags
    return tags[place] if place < len(tags) and tags[place].name == tag.name else tag  # emoji in its attributes read otherwise here


def links(device, status, headers, body):
    """No address is longer than the phone takes, or holds what no address may."""
    page = page_of(device, headers, body)
    for tag in page.tags if page else ():
        for address in filter(None, map(tag.attributes.get, ("href", "src", "action"))):
            if len(address.encode()) > device.dialect.url_limit:
                yield found(links, ERROR, f"URLが{len(address.encode())}バイトで、上限の{device.dialect.url_limit}を超えています。", "短くします。", "symmetric 49; docomo")
            if not re.fullmatch(r"[!-~]*", address.strip()):
                yield found(links, WARNING, f"URLに、そのまま書けない文字があります: {address[:40]}", "%で書きます。送られる文字コードは端末によって違います。", "RFC 3986, 2.1")
            if re.match(r"\s*javascript:", address, re.IGNORECASE):
                yield found(links, ERROR, "javascript: のリンクがあります。", "ふつうのリンクかフォームにします。", "OWASP, XSS")


# Names in a query that SoftBank's gateway takes for its own (unoh 2006-10-30).
_TAKEN = set("pid sid uid lid gid rpid rsid nl cl ol pl prc cnt reg vsekey vsernk".split())


def forms(device, status, headers, body):
    """A form sends what is in it, in a way that the phone knows."""
    page = page_of(device, headers, body)
    if page is None:
        return
    for tag in page.named("form"):
        method = tag.attributes.get("method", "get").lower()
        if method == "get" and "?" in tag.attributes.get("action", ""):
            yield found(forms, ERROR, "GETのフォームのactionに ? があります。", "送るときに捨てられるので、hiddenの欄にします。", "galakei, session_id_parameter; HTML Standard")
        inside = [field for field in page.named("input", "button") if tag in page.around(field)]
        if not any(field.name == "button" or field.attributes.get("type", "").lower() in ("submit", "image") for field in inside) and not device.dialect.script:
            yield found(forms, ERROR, f"送るボタンのないフォームがあります({tag.line}行目)。", "送信ボタンを置きます。", "docomo、フォーム")
        if tag.attributes.get("enctype", "").startswith("multipart/") and not device.uploads:
            yield found(forms, ERROR, "この端末は multipart/form-data のフォームを送れません。", "ふつうのフォームにします。", "HypCommon; docomo; KDDI 記述ガイド")
    if not device.uploads and any(tag.attributes.get("type", "").lower() == "file" for tag in page.named("input")):
        yield found(forms, ERROR, "この端末は、フォームからファイルを送れません。", "ファイルの欄を出しません。", "HypCommon; docomo; KDDI 記述ガイド")
    if device.carrier == "softbank":
        for name in sorted({tag.attributes.get("name") for tag in page.named("input", "select", "textarea")} & _TAKEN):
            yield found(forms, ERROR, f"欄の名前 {name} はSoftBankのゲートウェイが使います。", "別の名前にします。", "unoh 2006-10-30")


def labels(device, status, headers, body):
    """The page says its title; on a browser of today also its language, and what each field is for."""
    page = page_of(device, headers, body)
    if page is None:
        return
    if not any(tag.text.strip() for tag in page.named("title")):
        yield found(labels, ERROR, "ページに題名がありません。", "title要素を書きます。", "WCAG 2.2, 2.4.2")
    for tag in page.named("a"):
        if "href" in tag.attributes and not tag.text.strip() and not any(tag in page.around(picture) for picture in page.named("img")):
            yield found(labels, ERROR, f"文字のないリンクがあります: {tag.attributes['href'][:40]}", "押すところが見えるように、言葉を書きます。", "WCAG 2.2, 2.4.4")
    if device.dialect.markup != "html5":
        return
    if not any(tag.attributes.get("lang") for tag in page.named("html")):
        yield found(labels, ERROR, "ページの言語が示されていません。", 'html要素に lang="ja" を付けます。', "WCAG 2.2, 3.1.1")
    targets = {tag.attributes.get("for") for tag in page.named("label")}
    for tag in page.named("input", "select", "textarea"):
        if tag.attributes.get("type") in ("hidden", "submit", "button", "image", "reset") or not _is_nameless(page, tag, targets):
            continue
        yield found(labels, ERROR, f"欄 {tag.attributes.get('name', '')} に名前がありません。", "labelで囲むか、aria-labelを付けます。", "WCAG 2.2, 1.3.1、4.1.2")


def _is_nameless(page, tag, targets):
    """Whether nothing says what a field is for; targets: the ids that labels name."""
    if any(tag.attributes.get(name) for name in ("aria-label", "aria-labelledby", "title", "placeholder")):
        return False
    if tag.attributes.get("id") and tag.attributes["id"] in targets:
        return False
    return not any(outer.name == "label" and outer.text.strip() for outer in page.around(tag))


def focus(device, status, headers, body):
    """The focus goes from top to bottom, to everything, and can be seen."""
    page = page_of(device, headers, body)
    for tag in page.tags if page else ():
        order = tag.attributes.get("tabindex", "")
        if re.fullmatch(r"0*[1-9]\d*", order):
            yield found(focus, ERROR, f"tabindexで順番を変えています(<{tag.name}>)。", "十字キーの順番は、ページに並ぶ順番にします。", "WCAG 2.2, 2.4.3")
        elif order.startswith("-") and tag.name in ("a", "input", "select", "textarea", "button"):
            yield found(focus, ERROR, f"キーで選べない <{tag.name}> があります(tabindex={order})。", "tabindexを外します。", "WCAG 2.2, 2.1.1")
        if re.search(r"outline\s*:\s*(?:0|none)", tag.attributes.get("style", "")):
            yield found(focus, ERROR, f"選んでいる場所の枠を消しています(<{tag.name}>)。", "枠を残します。", "WCAG 2.2, 2.4.7")
