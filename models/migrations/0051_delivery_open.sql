-- What is open is counted by kind without looking at what was answered.
CREATE INDEX IF NOT EXISTS delivery_open ON delivery (member_id, user_id, is_open, kind, item_id)
