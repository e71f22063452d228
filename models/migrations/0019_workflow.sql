-- The forms of the workflow. published: the version that people apply with, 0 where there is none yet.
CREATE TABLE IF NOT EXISTS workflow_form (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    name {text} NOT NULL,
    published {number} NOT NULL,
    stopped {flag} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

-- What a form asks for and who approves it, as JSON. A version after the published one is being worked on; edits: how often.
CREATE TABLE IF NOT EXISTS workflow_version (
    member_id {id} NOT NULL,
    form_id {number} NOT NULL,
    version {number} NOT NULL,
    edits {number} NOT NULL,
    name {text} NOT NULL,
    note {text} NOT NULL,
    fields {text} NOT NULL,
    route {text} NOT NULL,
    PRIMARY KEY (member_id, form_id, version)
) {table};

-- user_id: who applies. step: the one that decides now, from 1; 0 while the applicant has it back. due_day: ordinal. Times in Unix seconds.
CREATE TABLE IF NOT EXISTS application (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    user_id {id} NOT NULL,
    form_id {number} NOT NULL,
    form_version {number} NOT NULL,
    title {text} NOT NULL,
    amount {number},
    due_day {number},
    state {id} NOT NULL,
    finished {flag} NOT NULL,
    round {number} NOT NULL,
    step {number} NOT NULL,
    steps {number} NOT NULL,
    applied_at {number} NOT NULL,
    version {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE INDEX IF NOT EXISTS application_applicant ON application (member_id, user_id, finished, id);
CREATE INDEX IF NOT EXISTS application_state ON application (member_id, state, id);

-- What was written into an application, each time that it was handed in: a JSON list of texts.
CREATE TABLE IF NOT EXISTS application_content (
    member_id {id} NOT NULL,
    application_id {number} NOT NULL,
    round {number} NOT NULL,
    content {text} NOT NULL,
    PRIMARY KEY (member_id, application_id, round)
) {table};

-- Who decides at which step, in this round. active: not replaced by somebody else. answer: empty or approve.
CREATE TABLE IF NOT EXISTS application_approver (
    member_id {id} NOT NULL,
    application_id {number} NOT NULL,
    step {number} NOT NULL,
    user_id {id} NOT NULL,
    active {flag} NOT NULL,
    answer {id} NOT NULL,
    PRIMARY KEY (member_id, application_id, step, user_id)
) {packed};

CREATE INDEX IF NOT EXISTS application_approver_user ON application_approver (member_id, user_id, application_id);

-- Everything that happened to an application, numbered from 1.
CREATE TABLE IF NOT EXISTS application_event (
    member_id {id} NOT NULL,
    application_id {number} NOT NULL,
    number {number} NOT NULL,
    user_id {id} NOT NULL,
    action {id} NOT NULL,
    round {number} NOT NULL,
    step {number} NOT NULL,
    comment {text} NOT NULL,
    happened_at {number} NOT NULL,
    PRIMARY KEY (member_id, application_id, number)
) {table};

CREATE INDEX IF NOT EXISTS application_event_user ON application_event (member_id, user_id, happened_at);

-- What somebody has filled in and not handed in: one for each form, and one for each application that was sent back.
CREATE TABLE IF NOT EXISTS application_draft (
    member_id {id} NOT NULL,
    user_id {id} NOT NULL,
    form_id {number} NOT NULL,
    application_id {number} NOT NULL,
    form_version {number} NOT NULL,
    content {text} NOT NULL,
    PRIMARY KEY (member_id, user_id, form_id, application_id)
) {table}
