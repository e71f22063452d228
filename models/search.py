"""検索: one search over all functions."""


def put(member_id, kind, item_id, title, text, readers=None):
    """Makes an item be found, or be found as it now is; inside the transaction that writes the item.

    kind: a word of the function's own; title: what the list of results shows; text: everything else that is searched.
    readers: the ユーザーIDs of those who may see it; None: everybody of the member.
    """


def remove(member_id, kind, item_id):
    """Makes an item be found no more; inside the transaction that deletes the item."""
