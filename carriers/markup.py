"""What each kind of markup knows: elements and attributes, as tables for the checks.

Sources: Compact HTML: W3C Note "Compact HTML for Small Information Appliances" (1998), with docomo's additions of HTML 2.0 and 3.0
(font, blink, marquee, accesskey, istyle). XHTML Basic 1.1: W3C Recommendation of 2010-11-23; b, i, big, small, font, center of XHTML MP
are left out, as i-mode 1.0 doesn't need them. The carriers' own attributes: docomo "作ろうiモードコンテンツ", KDDI's and SoftBank's
guides as galakei, ktai-style and HypCommon put them to use.
"""

_CORE = {"class", "id", "title", "style", "xml:lang", "lang"}

COMPACT = {
    "html": set(), "head": set(), "title": set(), "meta": {"http-equiv", "content", "name"}, "base": {"href"},
    "body": {"bgcolor", "text", "link", "alink", "vlink"}, "a": {"name", "href", "accesskey"}, "br": {"clear"}, "hr": {"align", "size", "width", "noshade", "color"},
    "p": {"align"}, "div": {"align"}, "center": set(), "blockquote": set(), "pre": set(), "font": {"color", "size"},
    "blink": set(), "marquee": {"behavior", "direction", "loop", "bgcolor"}, **{f"h{level}": {"align"} for level in range(1, 7)},
    "ul": set(), "ol": {"type", "start"}, "li": {"type", "value"}, "dl": set(), "dt": set(), "dd": set(), "dir": set(), "menu": set(),
    "img": {"src", "alt", "align", "width", "height", "hspace", "vspace", "border"}, "form": {"action", "method"},
    "input": {"type", "name", "value", "size", "maxlength", "checked", "accesskey", "istyle"},
    "select": {"name", "size", "multiple"}, "option": {"value", "selected"}, "textarea": {"name", "rows", "cols", "accesskey", "istyle"},
}

_TEXT = "abbr acronym address cite code dfn em kbd q samp strong var span b i big small sub sup tt blockquote pre p div dl dt dd ul".split()

BASIC = {
    **{name: set(_CORE) for name in _TEXT}, **{f"h{level}": set(_CORE) for level in range(1, 7)},
    "html": {"xmlns", "xml:lang", "lang", "version"}, "head": set(), "title": set(), "meta": {"http-equiv", "content", "name"}, "base": {"href"},
    "link": {"rel", "href", "type", "media", "charset"}, "style": {"type", "media"}, "body": _CORE | {"bgcolor", "text", "link"},
    "br": _CORE, "hr": _CORE | {"color", "size"}, "ol": _CORE | {"start"}, "li": _CORE | {"value"},
    "a": _CORE | {"href", "name", "accesskey", "tabindex", "charset", "type", "rel", "rev", "hreflang"},
    "img": _CORE | {"src", "alt", "width", "height", "longdesc", "localsrc", "border"}, "form": _CORE | {"action", "method", "enctype", "accept-charset"},
    "input": _CORE | {"type", "name", "value", "size", "maxlength", "checked", "accesskey", "tabindex", "inputmode", "src"},
    "select": _CORE | {"name", "size", "multiple", "tabindex"}, "option": _CORE | {"value", "selected"}, "optgroup": _CORE | {"label"},
    "textarea": _CORE | {"name", "rows", "cols", "accesskey", "tabindex", "inputmode"}, "label": _CORE | {"for", "accesskey"},
    "fieldset": _CORE, "legend": _CORE | {"accesskey"}, "table": _CORE | {"summary", "width", "border"}, "caption": _CORE,
    "tr": _CORE | {"align", "valign"}, "td": _CORE | {"align", "valign", "colspan", "rowspan", "width"},
    "th": _CORE | {"align", "valign", "colspan", "rowspan"}, "object": _CORE | {"data", "type", "width", "height"}, "param": {"name", "value"},
}

HTML5 = set(
    "html head title meta base link style script noscript body header main nav section article aside footer h1 h2 h3 h4 h5 h6 p div span a b i em"
    " strong small s u mark q cite code kbd samp var abbr dfn time data sub sup br wbr hr pre blockquote ul ol li dl dt dd figure figcaption"
    " img picture source table caption thead tbody tfoot tr th td col colgroup form fieldset legend label input button select option optgroup"
    " textarea datalist output progress meter details summary iframe audio video track canvas svg object param".split())

# The types of an input of HTML 4, which handsets know; whether one sends files is a question of its model.
TYPES = {"text", "password", "checkbox", "radio", "submit", "reset", "hidden", "button", "image", "file"}

# What is known beside: by access_key and input_mode of the dialect.
OWN_KEYS = {"directkey": {"directkey", "nonumber"}, "accesskey": {"accesskey"}}
OWN_MODES = {"istyle": {"istyle"}, "istyle+mode": {"istyle", "mode"}, "wap": set(), "inputmode": {"inputmode"}}

# Properties that i-mode 1.0 takes in a style attribute (docomo, XHTML; galakei, docomo_css).
INLINE_STYLES = {
    "color", "background-color", "text-align", "font-size", "-wap-input-format", "-wap-marquee-style", "-wap-marquee-loop", "-wap-marquee-dir",
    "-wap-marquee-speed", "display", "vertical-align", "width", "height", "float", "clear", "margin", "padding", "border-color", "text-decoration",
}

FONT_SIZES = {"xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large"}  # of i-mode 1.0: it has no other lengths


def known(dialect, name):
    """The attributes that an element has in a dialect; None where there is no such element, True where any will do."""
    if dialect.markup == "html5":
        return True if name in HTML5 else None
    table = COMPACT if dialect.markup == "chtml" else BASIC
    if name not in table:
        return None
    more = OWN_KEYS[dialect.access_key] if name in ("a", "input", "textarea", "label", "legend") else set()
    more = more | (OWN_MODES[dialect.input_mode] if name in ("input", "textarea") else set())
    return (table[name] | more) - (set() if dialect.codec == "au" else {"localsrc"})  # the number of an emoji of au's
