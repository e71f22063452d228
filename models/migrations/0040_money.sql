-- 会費, disk space, retention.

-- What a member pays by, from a month on. Days are ordinals; since_day and billed_from: first days of months; users_applied: what a
-- yearly fee covers; free_until: the last day on which a 退会届 costs nothing, if there is one.
CREATE TABLE IF NOT EXISTS membership (
    member_id {id} NOT NULL,
    since_day {number} NOT NULL,
    plan {id} NOT NULL,
    yearly {flag} NOT NULL,
    joined_day {number} NOT NULL,
    billed_from {number} NOT NULL,
    free_until {number},
    users_applied {number} NOT NULL,
    PRIMARY KEY (member_id, since_day)
) {table};

-- The most that was in use on any day of a month; month_day: its first day, an ordinal.
CREATE TABLE IF NOT EXISTS usage_peak (
    member_id {id} NOT NULL,
    month_day {number} NOT NULL,
    users {number} NOT NULL,
    bytes {number} NOT NULL,
    PRIMARY KEY (member_id, month_day)
) {table};

-- Bytes in use as last counted. user_id: empty for the whole member; counted_at: Unix seconds.
CREATE TABLE IF NOT EXISTS disk_use (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    texts {number} NOT NULL,
    files {number} NOT NULL,
    total {number} NOT NULL,
    counted_at {number} NOT NULL,
    PRIMARY KEY (member_id, user_id)
) {table};

CREATE INDEX IF NOT EXISTS disk_use_total ON disk_use (member_id, total);

-- When mail is to be sent about disk space. unit: megabytes or percent. claimed_at: when somebody began to send it, mailed_at: when it
-- was sent; both in Unix seconds, 0 where nothing was sent since the limit was last kept to.
CREATE TABLE IF NOT EXISTS disk_notice (
    member_id {id} NOT NULL PRIMARY KEY,
    unit {id} NOT NULL,
    amount {number} NOT NULL,
    claimed_at {number} NOT NULL,
    mailed_at {number} NOT NULL
) {table};

-- How many months a function's data is kept; without a row for ever.
CREATE TABLE IF NOT EXISTS retention (
    member_id {id} NOT NULL,
    kind {id} NOT NULL,
    months {number} NOT NULL,
    PRIMARY KEY (member_id, kind)
) {table};

-- The ordinal of the day on which everything of a withdrawn member was gone.
ALTER TABLE withdrawal ADD COLUMN erased_day {number};
