-- What a search by telephone number or mail address looks through: digits without hyphens, addresses in lower case.
ALTER TABLE contact ADD COLUMN reach {id} NOT NULL DEFAULT '';

CREATE INDEX IF NOT EXISTS contact_reach ON contact (member_id, scope, reach, id)
