"""A page as a browser has it: its links, forms, pictures and words."""

from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "input", "meta", "link"}


class Document(HTMLParser):
    """Links, forms and words of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.forms, self.words, self.pictures = [], [], [], []
        self.title = ""
        self._tags, self._link, self._select, self._area = [], None, None, None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = {name: value if value is not None else name for name, value in attributes}
        if tag not in _VOID:
            self._tags.append(tag)
        if tag == "a":
            self._link = {"href": values.get("href", ""), "key": values.get("accesskey") or values.get("directkey"), "text": ""}
            self.links.append(self._link)
        elif tag == "form":
            self.forms.append({"action": values.get("action", ""), "method": values.get("method", "get"), "fields": [], "buttons": [],
                               "enctype": values.get("enctype", ""), "files": []})
        elif tag == "img":
            self.pictures.append(values)
        elif self.forms and tag == "input":
            self._input(values)
        elif self.forms and tag == "select":
            self._select = {"name": values["name"], "value": None}
        elif self._select is not None and tag == "option":
            if self._select["value"] is None or "selected" in values:
                self._select["value"] = values["value"]
        elif self.forms and tag == "textarea":
            self._area = [values["name"], ""]

    handle_startendtag = handle_starttag

    def _input(self, values):
        kind, name = values.get("type", "text"), values.get("name")
        if kind == "file":
            self.forms[-1]["files"].append(name)
        elif kind == "submit":
            self.forms[-1]["buttons"].append((name, values.get("value", "")))
        elif name and (kind not in ("checkbox", "radio") or "checked" in values):
            self.forms[-1]["fields"].append((name, values.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "a":
            self._link = None
        elif tag == "select":
            self.forms[-1]["fields"].append((self._select["name"], self._select["value"] or ""))
            self._select = None
        elif tag == "textarea":
            # A parser of HTML drops one line break right after the tag (HTML Standard, section 13.2.6.4.7).
            self.forms[-1]["fields"].append((self._area[0], self._area[1].removeprefix("\n")))
            self._area = None
        if tag in self._tags:
            while self._tags.pop() != tag:
                pass

    def handle_data(self, data):
        if self._area is not None:
            self._area[1] += data
        elif "title" in self._tags:
            self.title += data
        elif not {"script", "style"} & set(self._tags):
            self.words.append(data)
            if self._link is not None:
                self._link["text"] += data
