-- Punches of the time card. day: the ordinal of the day on which the shift began; moment: minutes of Japan time.
CREATE TABLE IF NOT EXISTS punch (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    day {number} NOT NULL,
    id {number} NOT NULL,
    kind {id} NOT NULL,
    moment {number} NOT NULL,
    remark {text} NOT NULL,
    PRIMARY KEY (member_id, user_id, day, id)
) {packed};

-- What was corrected: old_moment is empty for a punch that was added, new_moment for one that was taken away.
-- changed_at: Unix seconds.
CREATE TABLE IF NOT EXISTS correction (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    day {number} NOT NULL,
    id {number} NOT NULL,
    kind {id} NOT NULL,
    old_moment {number},
    new_moment {number},
    reason {text} NOT NULL,
    changed_at {number} NOT NULL,
    PRIMARY KEY (member_id, user_id, day, id)
) {packed};
