-- A mark of the password that opened a session: the session ends when the password is another one, wherever it was changed.
ALTER TABLE session ADD COLUMN mark {id};
