-- アドレス帳. scope: empty for what colleagues share, else the ユーザーID of the one who may see it. place: where it stands in the book, the
-- initial kana and then the folded reading; folded: what is searched, name, reading and company as names are compared.
CREATE TABLE IF NOT EXISTS contact (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    owner_id {id} NOT NULL,
    scope {id} NOT NULL,
    place {id} NOT NULL,
    folded {id} NOT NULL,
    name {text} NOT NULL,
    kana {text} NOT NULL,
    company {text} NOT NULL,
    section {text} NOT NULL,
    phone {text} NOT NULL,
    mobile {text} NOT NULL,
    fax {text} NOT NULL,
    mail {text} NOT NULL,
    second_mail {text} NOT NULL,
    address {text} NOT NULL,
    memo {text} NOT NULL,
    version {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

-- A list reads this in order and stops after a page; a search reads it along, and the table only for what it found.
CREATE INDEX IF NOT EXISTS contact_place ON contact (member_id, scope, place, folded, id)
