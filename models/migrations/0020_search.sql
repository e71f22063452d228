-- What the search finds. number: rises from write to write; day: ordinal; readers: see models/search.py.
CREATE TABLE IF NOT EXISTS search_entry (
    member_id {id} NOT NULL,
    kind {id} NOT NULL,
    item_id {number} NOT NULL,
    number {number} NOT NULL,
    title {text} NOT NULL,
    day {number} NOT NULL,
    folded {text} NOT NULL,
    readers {text} NOT NULL,
    PRIMARY KEY (member_id, kind, item_id)
) {table};

-- The index of each engine for the tokens of an entry, which models/search_index.py makes and asks for.
{on_sqlite} CREATE UNIQUE INDEX IF NOT EXISTS search_entry_number ON search_entry (number);
{on_sqlite} CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5 (tokens, content='', columnsize=0, detail=none, tokenize='ascii');

{on_postgresql} CREATE INDEX IF NOT EXISTS search_entry_number ON search_entry (member_id, number);
{on_postgresql} CREATE INDEX IF NOT EXISTS search_entry_kind ON search_entry (member_id, kind, number);
{on_postgresql} CREATE TABLE IF NOT EXISTS search_index (
    member_id {id} NOT NULL,
    kind {id} NOT NULL,
    item_id {number} NOT NULL,
    tokens TSVECTOR NOT NULL,
    PRIMARY KEY (member_id, kind, item_id)
);
{on_postgresql} CREATE INDEX IF NOT EXISTS search_index_tokens ON search_index USING gin (tokens);

{on_mariadb} CREATE INDEX IF NOT EXISTS search_entry_number ON search_entry (member_id, number);
{on_mariadb} CREATE INDEX IF NOT EXISTS search_entry_kind ON search_entry (member_id, kind, number);
{on_mariadb} CREATE TABLE IF NOT EXISTS search_index (
    member_id {id} NOT NULL,
    kind {id} NOT NULL,
    item_id {number} NOT NULL,
    tokens {text} NOT NULL,
    PRIMARY KEY (member_id, kind, item_id),
    FULLTEXT KEY search_index_tokens (tokens)
) {table}
