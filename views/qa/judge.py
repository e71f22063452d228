"""What the validators have in common: judges of a page that nobody here wrote, and that not every machine has."""

import re


class Missing(Exception):
    """A validator that isn't there; its text is the command that installs it."""


def in_japanese(words, message, advice):
    """(text, advice) of what a validator says in English; its own words where they are not known.

    words: [(pattern, text with {0}, {1} for its groups, advice)]; advice: where none fits.
    """
    for pattern, text, what_to_do in words:
        if found := re.fullmatch(pattern, message):
            return text.format(*found.groups()), what_to_do
    return f"決まりに合いません: {message.rstrip('.')}", advice
