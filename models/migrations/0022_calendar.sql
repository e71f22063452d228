-- The private address under which a person's own schedule can be subscribed to. Only a hash of its token is kept.
CREATE TABLE IF NOT EXISTS calendar_feed (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    token_hash {id} NOT NULL,
    made_at {number} NOT NULL,
    PRIMARY KEY (member_id, user_id)
) {table};

CREATE UNIQUE INDEX IF NOT EXISTS calendar_feed_token ON calendar_feed (token_hash)
