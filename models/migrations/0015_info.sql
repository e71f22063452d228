-- インフォメーション: notices to everybody, shown from one day to another.

CREATE TABLE IF NOT EXISTS info_category (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    name {text} NOT NULL,
    position {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

-- category_id: 0 for none. first_day, last_day: ordinals; times in Unix seconds.
CREATE TABLE IF NOT EXISTS info (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    category_id {number} NOT NULL,
    author_id {id} NOT NULL,
    title {text} NOT NULL,
    body {text} NOT NULL,
    first_day {number} NOT NULL,
    last_day {number} NOT NULL,
    posted_at {number} NOT NULL,
    changed_at {number},
    version {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

-- The first is for lists, newest first; the second for what is shown today, however much has been shown before.
CREATE INDEX IF NOT EXISTS info_newest ON info (member_id, first_day, id, last_day, category_id);
CREATE INDEX IF NOT EXISTS info_shown ON info (member_id, last_day, first_day, id);
CREATE INDEX IF NOT EXISTS info_author ON info (member_id, author_id, first_day, id);

-- Who has opened which notice.
CREATE TABLE IF NOT EXISTS info_read (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    info_id {number} NOT NULL,
    PRIMARY KEY (member_id, user_id, info_id)
) {packed};

CREATE TABLE IF NOT EXISTS info_reply (
    member_id {id} NOT NULL,
    info_id {number} NOT NULL,
    id {number} NOT NULL,
    author_id {id} NOT NULL,
    body {text} NOT NULL,
    written_at {number} NOT NULL,
    PRIMARY KEY (member_id, info_id, id)
) {table}
