-- User-agents that weren't known, and versions that people chose instead of what was found for them. Nothing of a person is
-- in it. month: its first day, an ordinal; id: a hash of the next three; chosen: a dialect's name, or empty.
CREATE TABLE IF NOT EXISTS field_count (
    month {number} NOT NULL,
    id {id} NOT NULL,
    user_agent {text} NOT NULL,
    detected {id} NOT NULL,
    chosen {id} NOT NULL,
    times {number} NOT NULL,
    PRIMARY KEY (month, id)
) {table}
