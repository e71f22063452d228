-- 設備: what a company's people share, and who has it when.

CREATE TABLE IF NOT EXISTS facility_category (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    name {text} NOT NULL,
    position {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE TABLE IF NOT EXISTS facility (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    category_id {number} NOT NULL,
    name {text} NOT NULL,
    position {number} NOT NULL,
    note {text} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE INDEX IF NOT EXISTS facility_place ON facility (member_id, category_id, position);

-- start, end: minutes of Japan time since 1970-01-01 00:00. event_id, first_day: the occurrence of an event that it belongs to.
CREATE TABLE IF NOT EXISTS reservation (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    facility_id {number} NOT NULL,
    user_id {id} NOT NULL,
    purpose {text} NOT NULL,
    note {text} NOT NULL,
    start {number} NOT NULL,
    {q}end{q} {number} NOT NULL,
    event_id {number},
    first_day {number},
    version {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE INDEX IF NOT EXISTS reservation_time ON reservation (member_id, facility_id, start, {q}end{q});
CREATE INDEX IF NOT EXISTS reservation_person ON reservation (member_id, user_id, start);
CREATE INDEX IF NOT EXISTS reservation_event ON reservation (member_id, event_id, first_day);

-- Every five minutes that a reservation touches, numbered from 1970-01-01 00:00: the key refuses that two have the same.
CREATE TABLE IF NOT EXISTS reservation_slot (
    member_id {id} NOT NULL,
    facility_id {number} NOT NULL,
    slot {number} NOT NULL,
    reservation_id {number} NOT NULL,
    PRIMARY KEY (member_id, facility_id, slot)
) {packed};

CREATE INDEX IF NOT EXISTS reservation_slot_owner ON reservation_slot (member_id, reservation_id)
