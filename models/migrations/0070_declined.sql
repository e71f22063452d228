-- Whether the person of the row has declined to come: so a day knows without asking for the answer.
ALTER TABLE occurrence ADD COLUMN declined {flag} NOT NULL DEFAULT FALSE;

UPDATE occurrence SET declined = TRUE WHERE (member_id, event_id, user_id) IN (
    SELECT member_id, item_id, user_id FROM delivery WHERE kind = 'invitation' AND answer = 'decline')
