-- ToDo. due_day: an ordinal, the last day there is where nothing is due; priority: 1 high, 2, 3 low; done_at: Unix seconds, 0 while open.
CREATE TABLE IF NOT EXISTS todo (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    id {number} NOT NULL,
    title {text} NOT NULL,
    note {text} NOT NULL,
    due_day {number} NOT NULL,
    priority {number} NOT NULL,
    done_at {number} NOT NULL,
    version {number} NOT NULL,
    PRIMARY KEY (member_id, user_id, id)
) {packed};

CREATE INDEX IF NOT EXISTS todo_order ON todo (member_id, user_id, done_at, due_day, priority, id)
