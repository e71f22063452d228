"""Tailoring: one template source in, the same template in a dialect's own language out.

It runs when a template is compiled, once per dialect, and never sees a user's text.
A source is bottle's template syntax with these rules of its own:

- a line break means nothing; a space that is wanted stands inside a line;
- ``?checked="expression"`` is an attribute that is there when the expression is true;
- a link, form or picture of this site starts with ``/`` or with an expression, and gets the session's
  slot; ``/static/`` gets none; an expression that may hold a query is the whole address;
- ``% include('name')`` and ``% body()`` are pasted in as text, so that one template is one
  function, whatever parts it is made of.
"""

import functools
import pathlib
import re

from carriers.text import half_width
from views.html import number_emoji

STATIC = pathlib.Path(__file__).parent.parent / "static"

_TOKEN = re.compile(
    r"(?P<code>^%[^\n]*\n)"
    r"|(?P<tag></?[a-zA-Z](?:\"(?:\{\{.*?\}\}|[^\"])*\"|\{\{.*?\}\}|[^<>\"])*>)"
    r"|(?P<value>\{\{.*?\}\})"
    r"|(?P<text>(?:(?!\{\{|</?[a-zA-Z])[^\n])+)"
    r"|(?P<line>\n)",
    re.MULTILINE,
)
_NAME = re.compile(r"</?(\w+)")
_ATTRIBUTE = re.compile(r"([?\w:-]+)(?:=\"((?:\{\{.*?\}\}|[^\"])*)\")?")
_EXPRESSION = re.compile(r"\{\{!?((?:(?!\}\}).)*)\}\}")
_WORD = re.compile(r"\{\{.*?\}\}|[^\s{}]+")
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")

VOID = {"br", "hr", "img", "input", "meta", "link"}

# What an element becomes where HTML5 is not known; "" keeps what is inside it and drops the tags.
_XHTML = {
    "header": "div", "main": "", "nav": "div", "section": "div", "footer": "div", "h1": "div", "h2": "div",
    "p": "div", "ul": "", "ol": "", "li": "div", "label": "", "small": "", "b": "strong", "time": "", "kbd": "",
}
# Compact HTML knows neither span nor strong (W3C Note, Compact HTML for Small Information Appliances).
_COMPACT = _XHTML | {"span": "", "b": "", "strong": ""}

# The characters a field wants: (istyle, SoftBank's mode, docomo's -wap-input-format).
# Source: the carriers' form guides, as galakei and ktai-style put them to use.
_INPUT_MODES = {
    "hiragana": ("1", "hiragana", "h"),
    "katakana": ("2", "hankakukana", "hk"),
    "latin": ("3", "alphabet", "en"),
    "numeric": ("4", "numeric", "n"),
}
_XMLNS = {"xmlns": "http://www.w3.org/1999/xhtml", "xml:lang": "ja"}
_HTML5_TYPES = {"date", "time", "tel", "email", "search"}
_HTML5_ONLY = {
    "autocomplete", "required", "placeholder", "role", "for", "id", "lang", "maxlength", "enterkeyhint",
    "aria-label", "aria-current", "aria-hidden",
}


@functools.cache
def style_rules(name):
    """{selector: declarations} of a style sheet in static/, comments and blanks taken out."""
    source = re.sub(r"/\*.*?\*/", "", (STATIC / f"{name}.css").read_text("utf-8"), flags=re.DOTALL)
    return {m[1].strip(): re.sub(r"\s*([:;])\s*", r"\1", m[2].strip()).rstrip(";") for m in _RULE.finditer(source)}


@functools.cache
def _classes(name):
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", " ".join(style_rules(name))))


@functools.lru_cache(2)  # one source for many dialects, one after another
def _tokens(source):
    """[(kind, text)] of a template's source."""
    source = "\n".join(line.strip() for line in source.splitlines()) + "\n"
    return [(token.lastgroup, token[0]) for token in _TOKEN.finditer(source)]


@functools.lru_cache(128)
def _parts(tag):
    """(name, [(attribute, value or None)]) of a tag. Raises SyntaxError."""
    name = _NAME.match(tag)[1]
    attributes = "" if tag.startswith("</") else tag[len(name) + 1:-1]
    if _ATTRIBUTE.sub("", attributes).strip():
        raise SyntaxError(f"{tag}: more than attributes")
    return name, [(found[1], found[2]) for found in _ATTRIBUTE.finditer(attributes)]


class Tailor:
    """Rewrites the tags of one template for one dialect.

    kana says what is written in half-width kana: none, labels (the template's own words)
    or all (values too, but never what stands in a form field).
    """

    def __init__(self, dialect, kana):
        self.dialect = dialect
        self.kana = kana
        self.open = []  # (element of the source, what closes it)

    def __call__(self, source):
        """The template's source for the dialect; raises SyntaxError where tags do not pair."""
        parts, literal = [], []
        for kind, text in _tokens(source):
            if kind != "code":
                literal.append(getattr(self, kind)(text))
                continue
            parts += [self._run(literal), text]
            literal = []
        if self.open:
            raise SyntaxError(f"never closed: {[name for name, _ in self.open]}")
        return "".join([*parts, self._run(literal)])

    @staticmethod
    def _run(literal):
        text = "".join(literal)
        return f"{text}\\\\\n" if text else ""  # two backslashes: bottle prints no line break here

    def line(self, _):
        return ""

    def text(self, text):
        return half_width(text) if self.kana != "none" and not self._within("textarea") else text

    def value(self, text):
        if self.kana == "all" and not text.startswith("{{!") and not self._within("textarea"):
            return "{{!_fold(%s)}}" % text[2:-2]
        return text

    def tag(self, text):
        name, attributes = _parts(text)
        if text.startswith("</"):
            if not self.open or self.open[-1][0] != name:
                raise SyntaxError(f"{text} where {self.open[-1:] or 'nothing'} is open")
            return self.open.pop()[1]
        return self._element(name, dict(attributes))

    def _within(self, name):
        return any(opened == name for opened, _ in self.open)

    def _element(self, name, attributes):
        if name == "link" and self.dialect.style != "link":
            return ""
        before, inside = self._access_key(attributes)
        if not self.dialect.upload:
            attributes.pop("enctype", None)
        if name in ("a", "form", "img"):
            inside += self._session_slot(name, attributes)
        self._input_mode(attributes)
        wrap, unwrap = self._look(name, attributes)
        if self.dialect.markup == "html5":
            known = name
        else:
            known = (_COMPACT if self.dialect.markup == "chtml" else _XHTML).get(name, name)
            known = "" if name == "span" and not attributes else known
            attributes = {key: value for key, value in attributes.items() if key not in _HTML5_ONLY}
            self._label_value(name, attributes)
        if name == "html":
            attributes.update(_XMLNS if self.dialect.markup == "xhtml" else {})
        opening = before + (self._opening(known, attributes) if known else "")
        if name in VOID:
            return inside + opening  # nothing stands inside: the key of a button stands before it
        self.open.append((name, unwrap + (f"</{known}>" if known else "")))
        return opening + wrap + inside

    def _label_value(self, name, attributes):
        """The caption of a button that sends nothing is a label, not a form value."""
        if name == "input" and attributes.get("type") == "submit" and "name" not in attributes and self.kana != "none":
            attributes["value"] = half_width(attributes["value"])

    def _opening(self, name, attributes):
        written = ["<", name]
        for key, value in attributes.items():
            if key.startswith("?"):
                flag = f' {key[1:]}="{key[1:]}"' if self.dialect.markup == "xhtml" else f" {key[1:]}"
                written.append("{{!%r if %s else ''}}" % (flag, value))
            elif key.startswith("{{"):
                written.append(key)
            else:
                written.append(f" {key}" if value is None else f' {key}="{value}"')
        return "".join(written) + ("/>" if name in VOID and self.dialect.markup == "xhtml" else ">")

    def _access_key(self, attributes):
        """(what stands before the element, what stands first inside it); the attribute in the dialect's name."""
        key = attributes.pop("accesskey", None)
        if key is None or self.dialect.key_label == "none":
            return "", ""
        dynamic = _EXPRESSION.fullmatch(key)
        if dynamic:
            attributes["{{!_accesskey(%s)}}" % dynamic[1]] = None
            shown = "{{!_key(%s)}}" % dynamic[1]
        else:
            attributes.update(access_key(self.dialect, key))
            shown = key_label(self.dialect, key)
        return (shown, "") if self.dialect.key_label == "emoji" else ("", shown)

    def _session_slot(self, name, attributes):
        """Puts the session's slot into the URL; returns the hidden fields of a form."""
        posts = attributes.get("method") == "post"
        where = {"a": "href", "img": "src"}.get(name, "action")
        if where != "action" or posts:
            attributes[where] = self._slot(attributes[where])
        if where != "action":
            return ""
        # A browser drops the query of a GET form's action; XHTML Basic wants a block in a form.
        field = self._opening("input", {"type": "hidden", "name": "k", "value": "{{!_form_key()}}"}) if posts else "{{!_session_field}}"
        return f"<div>{field}</div>" if self.dialect.markup == "xhtml" else field

    @staticmethod
    def _slot(url):
        whole = _EXPRESSION.fullmatch(url)
        if whole:
            return "{{_link(%s)}}" % whole[1]
        if url.startswith(("tel:", "mailto:", "/static/")):
            return url
        if not url.startswith(("/", "{{")) or url.startswith("//"):
            raise SyntaxError(f"{url} is neither a path of this site nor a telephone number nor a mail address")
        path, mark, fragment = url.partition("#")
        return path + ("{{!_and}}" if "?" in path else "{{!_ask}}") + mark + fragment

    def _input_mode(self, attributes):
        mode = attributes.pop("inputmode", None)
        kind = attributes.get("type")
        if self.dialect.input_mode == "inputmode":
            if mode == "numeric" and (kind not in _HTML5_TYPES or not has_pickers(self.dialect)):
                attributes.update({"type": "tel", "inputmode": "numeric"})
            elif mode == "latin":
                attributes["autocapitalize"] = "none"
            return
        if kind in _HTML5_TYPES:
            attributes["type"] = "text"
        if mode not in _INPUT_MODES:
            return
        istyle, softbank, wap = _INPUT_MODES[mode]
        if self.dialect.input_mode == "wap":
            attributes["style"] = f"-wap-input-format:&quot;*&lt;ja:{wap}&gt;&quot;"
            return
        attributes["istyle"] = istyle
        if self.dialect.input_mode == "istyle+mode":
            attributes["mode"] = softbank

    def _look(self, name, attributes):
        """Classes as the dialect takes them; (what opens, what closes) inside the element."""
        words = _WORD.findall(attributes.pop("class", None) or "")
        if self.dialect.style == "link":
            known = _classes(self.dialect.stylesheet)
            kept = [word for word in words if known & set(re.findall(r"[a-z]+", word))]
            if kept:
                attributes["class"] = " ".join(kept)
            return "", ""
        rules = style_rules("inline")
        declared = ";".join(rules["." + word] for word in words if "." + word in rules)
        if self.dialect.style == "font":
            return _compact_look(name, declared, attributes)
        if declared or "style" in attributes:
            attributes["style"] = ";".join(filter(None, [attributes.pop("style", ""), declared]))
        return "", ""


def _compact_look(name, declared, attributes):
    """Colour and alignment as Compact HTML has them: <font color> and align."""
    styles = dict(part.split(":", 1) for part in declared.split(";") if part)
    if "text-align" in styles:
        attributes["align"] = styles["text-align"]
    if "color" in styles and "background-color" not in styles and name not in VOID:
        return f'<font color="{styles["color"]}">', "</font>"
    return "", ""


def has_pickers(dialect):
    """Whether dates and times are chosen from a picker: by touch and mouse, where a keypad types eight digits faster.

    In a picker's field the arrow keys change the date instead of moving on.
    """
    return dialect.markup == "html5" and dialect.key_label == "none"


def access_key(dialect, key):
    """The attributes that put an element on a key: accesskey, or SoftBank 2G's directkey with nonumber."""
    if dialect.access_key == "directkey":
        return {"directkey": key, "nonumber": None}  # nonumber: our own number emoji is enough
    return {dialect.access_key: key}


def key_label(dialect, key):
    """How the key is shown beside what it opens."""
    return number_emoji(key) if dialect.key_label == "emoji" else f"<kbd>{key}</kbd>"
