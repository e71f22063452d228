-- Where everybody is. back_at, changed_at: minutes of Japan time. The row is also what a person's time card is locked by.
CREATE TABLE IF NOT EXISTS presence (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    state {id} NOT NULL,
    place {text} NOT NULL,
    back_at {number},
    comment {text} NOT NULL,
    changed_at {number} NOT NULL,
    version {number} NOT NULL,
    PRIMARY KEY (member_id, user_id)
) {table};
