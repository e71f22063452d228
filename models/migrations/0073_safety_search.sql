-- Nothing of the schema changes: the module beside this makes questions of 安否確認 be found.
SELECT 1
