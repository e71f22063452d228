"""What the search index is made of: texts folded to what they are compared as, and cut into tokens.

A token stands for two characters that follow each other, or for one alone, so that any part of a text can be looked up,
however short. Every token is hashed together with the member: what one company looks up is another word than what another does.

An entry leaves the index by the tokens it came in with: when folding or tokens change, a migration must index anew.
"""

from hashlib import blake2b

from models import texts
from models.user import fold_name

MOST_WORDS = 10  # of a query; what is typed on a phone has two or three
_BREAK = "\n"  # between title and text, in no token and no query


def fold(title, text):
    """A title and a text as one that is searched: blanks and line breaks within each count as nothing."""
    return f"{fold_name(title)}{_BREAK}{fold_name(text)}"


def words(query):
    """The folded words of a query, each of which must occur; without those that are part of another."""
    found = list(dict.fromkeys(filter(None, map(fold_name, texts.UNUSABLE.sub(" ", query).split()))))[:MOST_WORDS]
    return [word for word in found if not any(word != other and word in other for other in found)]


def _token(member_id, what, text):
    return blake2b(f"{member_id}\0{what}{text}".encode("utf-8"), digest_size=5).hexdigest()


def of_text(member_id, folded):
    """The tokens of a folded text: a set."""
    pieces = {*folded, *map("".join, zip(folded, folded[1:]))}
    return {_token(member_id, "text", piece) for piece in pieces if _BREAK not in piece}


def of_word(member_id, word):
    """The tokens that every text with this folded word has: its pairs of characters, or its only one."""
    pieces = {*map("".join, zip(word, word[1:]))} or {word}
    return {_token(member_id, "text", piece) for piece in pieces}


def of_reader(member_id, user_id):
    """The token of what somebody may see; of what everybody may, for an empty user_id."""
    return _token(member_id, "reader", user_id)


def of_kind(member_id, kind):
    """The token of everything of a kind."""
    return _token(member_id, "kind", kind)
