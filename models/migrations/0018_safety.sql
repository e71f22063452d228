-- 安否確認: the questions; who was asked and answered stands in delivery. Times in Unix seconds.
CREATE TABLE IF NOT EXISTS safety (
    member_id {id} NOT NULL,
    id {number} NOT NULL,
    starter_id {id} NOT NULL,
    title {text} NOT NULL,
    body {text} NOT NULL,
    started_at {number} NOT NULL,
    reminded_at {number},
    closed_at {number},
    PRIMARY KEY (member_id, id)
) {table};

-- Where those are who said so.
CREATE TABLE IF NOT EXISTS safety_place (
    member_id {id} NOT NULL,
    safety_id {number} NOT NULL,
    user_id {id} NOT NULL,
    place {text} NOT NULL,
    PRIMARY KEY (member_id, safety_id, user_id)
) {packed};

-- Counts by answer, and the people of one answer, without reading what they wrote.
CREATE INDEX IF NOT EXISTS delivery_answer ON delivery (member_id, kind, item_id, answer)
