-- When those who have not confirmed were last reminded, in Unix seconds.
ALTER TABLE circular ADD COLUMN reminded_at {number}
