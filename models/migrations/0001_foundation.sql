-- Members, people, sessions and the schedule.

CREATE TABLE IF NOT EXISTS secret (
    id INTEGER NOT NULL PRIMARY KEY,
    value {text} NOT NULL
) {table};

CREATE TABLE IF NOT EXISTS counter (
    member_id {id} NOT NULL,
    kind {id} NOT NULL,
    last_id {number} NOT NULL,
    PRIMARY KEY (member_id, kind)
) {packed};

CREATE TABLE IF NOT EXISTS done_key (
    member_id {id} NOT NULL,
    form_key {id} NOT NULL,
    done_at {number} NOT NULL,
    PRIMARY KEY (member_id, form_key)
) {packed};

CREATE INDEX IF NOT EXISTS done_key_age ON done_key (member_id, done_at);

CREATE TABLE IF NOT EXISTS member (
    member_id {id} NOT NULL PRIMARY KEY,
    name {text} NOT NULL
) {table};

-- The person table, which the main service may own. password_hash: in a form that passlib knows.
CREATE TABLE IF NOT EXISTS person (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    name {text} NOT NULL,
    kana {text} NOT NULL,
    mail {text} NOT NULL,
    password_hash {text} NOT NULL,
    site_admin {flag} NOT NULL,
    disabled {flag} NOT NULL,
    PRIMARY KEY (member_id, user_id)
) {table};

-- Members whose notice of withdrawal has arrived. Days are ordinals; last_day is the last one of the membership.
CREATE TABLE IF NOT EXISTS withdrawal (
    member_id {id} NOT NULL PRIMARY KEY,
    arrived_day {number} NOT NULL,
    last_day {number} NOT NULL
) {table};

-- What the groupware knows of a person; name and mail are those of the last login.
CREATE TABLE IF NOT EXISTS profile (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    name {text} NOT NULL,
    kana {text} NOT NULL,
    mail {text} NOT NULL,
    system_admin {flag} NOT NULL,
    half_width {text} NOT NULL,
    page_rows {number} NOT NULL,
    look {text} NOT NULL,
    PRIMARY KEY (member_id, user_id)
) {table};

CREATE TABLE IF NOT EXISTS unit (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    name {text} NOT NULL,
    position {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE TABLE IF NOT EXISTS unit_person (
    member_id {id} NOT NULL,
    unit_id {number} NOT NULL,
    user_id {id} NOT NULL,
    PRIMARY KEY (member_id, unit_id, user_id)
) {packed};

CREATE INDEX IF NOT EXISTS unit_person_user ON unit_person (member_id, user_id, unit_id);

-- One of the two hashes is empty (NULL) once the phone has shown whether it keeps cookies.
CREATE TABLE IF NOT EXISTS session (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    user_id {id} NOT NULL,
    cookie_hash {id},
    url_hash {id},
    family {text} NOT NULL,
    label {text} NOT NULL,
    secure {flag} NOT NULL,
    started_at {number} NOT NULL,
    last_seen {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE UNIQUE INDEX IF NOT EXISTS session_cookie ON session (cookie_hash);
CREATE UNIQUE INDEX IF NOT EXISTS session_url ON session (url_hash);
CREATE INDEX IF NOT EXISTS session_person ON session (member_id, user_id);

-- subject: a hash of an account or of an address; accounts that do not exist are slowed like those that do.
CREATE TABLE IF NOT EXISTS login_failure (
    subject {id} NOT NULL PRIMARY KEY,
    failures {number} NOT NULL,
    last_at {number} NOT NULL,
    open_at {number} NOT NULL
) {table};

CREATE INDEX IF NOT EXISTS login_failure_last ON login_failure (last_at);

-- start, end: minutes of Japan time since 1970-01-01 00:00, of the first occurrence of a series; until_day: ordinal.
CREATE TABLE IF NOT EXISTS event (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    owner_id {id} NOT NULL,
    title {text} NOT NULL,
    place {text} NOT NULL,
    note {text} NOT NULL,
    private {flag} NOT NULL,
    tentative {flag} NOT NULL,
    all_day {flag} NOT NULL,
    start {number} NOT NULL,
    {q}end{q} {number} NOT NULL,
    rule {text} NOT NULL,
    until_day {number},
    version {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

-- A row for each person, each day that an occurrence touches, and each occurrence. day, first_day: ordinals.
CREATE TABLE IF NOT EXISTS occurrence (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    day {number} NOT NULL,
    start {number} NOT NULL,
    event_id {number} NOT NULL,
    first_day {number} NOT NULL,
    {q}end{q} {number} NOT NULL,
    PRIMARY KEY (member_id, user_id, day, start, event_id, first_day)
) {packed};

CREATE INDEX IF NOT EXISTS occurrence_event ON occurrence (member_id, event_id, first_day);
