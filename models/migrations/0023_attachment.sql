-- Files attached to what people write. kind, item_id: what to; media_type: what it is, found by looking into it, never as it was
-- named. width, height: of a picture as it stands upright, 0 for what is none. added_at: Unix seconds.
CREATE TABLE IF NOT EXISTS attachment (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    kind {id} NOT NULL,
    item_id {number} NOT NULL,
    position {number} NOT NULL,
    owner_id {id} NOT NULL,
    name {text} NOT NULL,
    media_type {text} NOT NULL,
    size {number} NOT NULL,
    width {number} NOT NULL,
    height {number} NOT NULL,
    added_at {number} NOT NULL,
    PRIMARY KEY (member_id, id)
) {table};

CREATE INDEX IF NOT EXISTS attachment_item ON attachment (member_id, kind, item_id);

-- Their bytes, in parts: from number 0 on the file's own, number -1 a small copy of a picture.
CREATE TABLE IF NOT EXISTS attachment_part (
    member_id {id} NOT NULL,
    attachment_id {number} NOT NULL,
    number {number} NOT NULL,
    bytes {bytes} NOT NULL,
    PRIMARY KEY (member_id, attachment_id, number)
) {table}
