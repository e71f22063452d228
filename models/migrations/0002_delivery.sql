-- What waits for somebody's answer, and what was answered: a row for each person that a memo, circular and so on was sent to.
-- turn: the order in which it comes up, Unix seconds; later when it was put off. Times in Unix seconds.
CREATE TABLE IF NOT EXISTS delivery (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    kind {id} NOT NULL,
    item_id {number} NOT NULL,
    sender_id {id} NOT NULL,
    title {text} NOT NULL,
    phone {text} NOT NULL,
    sent_at {number} NOT NULL,
    turn {number} NOT NULL,
    is_open {flag} NOT NULL,
    answer {id} NOT NULL,
    comment {text} NOT NULL,
    answered_at {number},
    PRIMARY KEY (member_id, user_id, kind, item_id)
) {packed};

CREATE INDEX IF NOT EXISTS delivery_item ON delivery (member_id, kind, item_id, is_open);
CREATE INDEX IF NOT EXISTS delivery_turn ON delivery (member_id, user_id, is_open, turn);

-- The telephone number that a person gives colleagues to call.
CREATE TABLE IF NOT EXISTS telephone (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    number {text} NOT NULL,
    PRIMARY KEY (member_id, user_id)
) {table}
