-- 回覧 and レポート: what somebody wrote; whom it was sent to, and who has confirmed it, stands in delivery.

-- kind: circular or report; heading: what sort of report. due_day: an ordinal. wanted, everybody: whom a draft is to go to.
-- Times in Unix seconds; written_at: when it was sent, of a draft when it was last saved.
CREATE TABLE IF NOT EXISTS circular (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    kind {id} NOT NULL,
    author_id {id} NOT NULL,
    heading {text} NOT NULL,
    title {text} NOT NULL,
    body {text} NOT NULL,
    due_day {number},
    is_draft {flag} NOT NULL,
    is_closed {flag} NOT NULL,
    wanted {text} NOT NULL,
    everybody {flag} NOT NULL,
    written_at {number} NOT NULL,
    changed_at {number},
    version {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE INDEX IF NOT EXISTS circular_author ON circular (member_id, kind, author_id, is_draft, id);

-- Who has answered, newest first, and who has not, however many were asked.
CREATE INDEX IF NOT EXISTS delivery_answered ON delivery (member_id, kind, item_id, answered_at, user_id)
