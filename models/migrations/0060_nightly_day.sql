-- Nightly work that goes on where it ended the last time. done_until: the last day, an ordinal, for which it was done.
CREATE TABLE IF NOT EXISTS nightly_day (
    job {id} NOT NULL PRIMARY KEY,
    done_until {number} NOT NULL
) {table}
