-- 会員情報: where a company is and whom to ask for. payment: in words; it changes on paper only.
CREATE TABLE IF NOT EXISTS member_detail (
    member_id {id} NOT NULL PRIMARY KEY,
    postal_code {text} NOT NULL,
    address {text} NOT NULL,
    phone {text} NOT NULL,
    contact {text} NOT NULL,
    contact_phone {text} NOT NULL,
    contact_mail {text} NOT NULL,
    payment {text} NOT NULL,
    version {number} NOT NULL
) {table};

-- The registration of many users at once: what was sent, and how far it is. hashed: passwords done; moved_at: Unix seconds;
-- key_mark: tells the key under which the passwords are sealed, which stands nowhere in the database.
CREATE TABLE IF NOT EXISTS user_import (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    user_id {id} NOT NULL,
    state {id} NOT NULL,
    total {number} NOT NULL,
    hashed {number} NOT NULL,
    key_mark {text} NOT NULL,
    moved_at {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

-- Its users, or of one that can't be carried out what is wrong at which line. sealed: the password, until its hash is there.
CREATE TABLE IF NOT EXISTS user_import_row (
    member_id {id} NOT NULL,
    import_id {number} NOT NULL,
    line {number} NOT NULL,
    user_id {text} NOT NULL,
    name {text} NOT NULL,
    kana {text} NOT NULL,
    mail {text} NOT NULL,
    site_admin {flag} NOT NULL,
    sealed {text} NOT NULL,
    password_hash {text} NOT NULL,
    problem {text} NOT NULL,
    PRIMARY KEY (member_id, import_id, line)
) {table}
