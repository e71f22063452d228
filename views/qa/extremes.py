"""The texts of the longest screens: every emoji, the widest characters, and all that markup must escape, in turn."""

import itertools

from carriers.emoji import table


def lines():
    """line(count): a new text of so many characters at each call. The same calls give the same texts."""
    emoji = itertools.cycle(text for text in table() if len(text) == 1)
    widest = itertools.cycle("鬱薔薇檸檬髙﨑𠮷～①")
    hostile = itertools.cycle("<&\"'>")
    kinds = itertools.cycle((emoji, widest, emoji, hostile))

    def line(count):
        return "".join(itertools.islice(next(kinds), count))

    return line
