-- Telephone memos. called_at: minutes of Japan time; sent_at: Unix seconds. To whom a memo went is in delivery.
CREATE TABLE IF NOT EXISTS memo (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    sender_id {id} NOT NULL,
    caller {text} NOT NULL,
    title {text} NOT NULL,
    phrase {text} NOT NULL,
    phone {text} NOT NULL,
    body {text} NOT NULL,
    secret {flag} NOT NULL,
    called_at {number} NOT NULL,
    sent_at {number} NOT NULL,
    reply_to {number},
    PRIMARY KEY (member_id, id)
) {table};

CREATE INDEX IF NOT EXISTS memo_sent ON memo (member_id, sender_id, id);

-- What somebody received of one kind, open ones first: read in this order, a page at a time.
CREATE INDEX IF NOT EXISTS delivery_kind ON delivery (member_id, user_id, kind, is_open, item_id);
