CREATE INDEX IF NOT EXISTS unit_position ON unit (member_id, position, id)
