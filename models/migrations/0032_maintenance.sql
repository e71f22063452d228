-- When the service is closed for maintenance. Times in Unix seconds; a lifted one is deleted.
CREATE TABLE IF NOT EXISTS maintenance (
    id {number} NOT NULL PRIMARY KEY,
    starts_at {number} NOT NULL,
    ends_at {number} NOT NULL,
    note {text} NOT NULL
) {table}
