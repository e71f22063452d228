-- Who did what to users, rights, money and settings. target: whom or what; label: the kind of phone; done_at: Unix seconds.
CREATE TABLE IF NOT EXISTS audit_entry (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    done_at {number} NOT NULL,
    actor_id {id} NOT NULL,
    action {id} NOT NULL,
    target {text} NOT NULL,
    detail {text} NOT NULL,
    label {text} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

-- Work that one machine at a time does. holder: a random word of the process; until: Unix seconds.
CREATE TABLE IF NOT EXISTS lease (
    name {id} NOT NULL PRIMARY KEY,
    holder {id} NOT NULL,
    until {number} NOT NULL
) {table}
