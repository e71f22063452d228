"""A phone driven by keys alone: the arrow keys, Enter and the digits. Nothing is clicked, filled or focused for it."""

_TARGETS = "a[href], input:not([type=hidden]), select, textarea, button"

# [the focused element's number, which way the wanted one lies from it, to which side]; null when it is the focused one.
_WAY = """([target, targets]) => {
  const focused = document.activeElement;
  if (target === focused) { return null; }
  const at = target.getBoundingClientRect();
  const from = focused === document.body ? {top: -1, bottom: -1, left: 0, right: 0} : focused.getBoundingClientRect();
  const side = at.left + at.right > from.left + from.right ? 'ArrowRight' : 'ArrowLeft';
  const way = at.top >= from.bottom - 2 ? 'ArrowDown' : at.bottom <= from.top + 2 ? 'ArrowUp' : side;
  return [[...document.querySelectorAll(targets)].indexOf(focused), way, side];
}"""

_LOOK = """() => {
  const focused = document.activeElement, style = getComputedStyle(focused), box = focused.getBoundingClientRect();
  return {outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
          onScreen: box.bottom > 0 && box.top < innerHeight, markup: focused.outerHTML};
}"""


class Keys:
    """What a thumb does on a page."""

    def __init__(self, page):
        self.page = page

    def press(self, key):
        self.page.keyboard.press(key)

    def press_and_go(self, key):
        """Presses a key that opens another page, and waits for that page."""
        with self.page.expect_navigation():
            self.press(key)

    def move_to(self, selector):
        """Moves the focus to an element with the arrow keys, as its place on the screen suggests."""
        self._move(self.page.query_selector(selector), selector)

    def _move(self, target, name):
        been, last = set(), None
        for _ in range(60):
            found = self.page.evaluate(_WAY, [target, _TARGETS])
            if found is None:
                return
            place, way, side = found
            # A key that moves nothing has scrolled; who comes by again goes along the row.
            self.press(side if place in been and place != last else way)
            been.add(place)
            last = place
        raise AssertionError(f"the arrow keys don't lead to {name} on {self.page.url}")

    def write(self, selector, text):
        """Types a text into a field, in place of what it holds."""
        self.move_to(selector)
        self.press("End")
        for _ in range(len(self.page.input_value(selector))):
            self.press("Backspace")
        self.page.keyboard.type(text)

    def open(self, selector):
        """Follows a link or presses a button."""
        self.move_to(selector)
        self.press_and_go("Enter")

    def looks(self):
        """Goes by arrow keys to everything that can be used; how each looks when it is focused.

        outline: its style; width: in pixels; onScreen: whether any of it can be seen; markup.
        """
        found = []
        for target in self.page.query_selector_all(_TARGETS):
            if target.is_visible():
                self._move(target, target.evaluate("one => one.outerHTML"))
                found.append(self.page.evaluate(_LOOK))
        return found
