-- Text is compared byte by byte (BINARY), which for UTF-8 is by code point. Times are milliseconds since the epoch, UTC.

-- Which history this is, and which file holds it: a copied or restored file has another key.
CREATE TABLE store (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    epoch    TEXT    NOT NULL,
    file_key TEXT
) STRICT;

-- The log of a collection holds the revisions floor < r <= revision, so it needs no count of its own.
CREATE TABLE collection (
    name            TEXT    NOT NULL PRIMARY KEY,
    revision        INTEGER NOT NULL,
    floor           INTEGER NOT NULL DEFAULT 0,
    tombstone_floor INTEGER NOT NULL DEFAULT 0,
    last_at         INTEGER NOT NULL,
    resources       INTEGER NOT NULL,
    log_bytes       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE resource (
    collection TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    document   TEXT    NOT NULL,
    PRIMARY KEY (collection, id),
    UNIQUE (collection, revision)
) STRICT, WITHOUT ROWID;

-- Both images of the resource: document is null once it is deleted, the before_* are null where it was created. What is
-- large stands last, so that trimming, which looks at time and size, need not read it.
CREATE TABLE change (
    collection      TEXT    NOT NULL,
    revision        INTEGER NOT NULL,
    batch           INTEGER NOT NULL,
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    before_revision INTEGER,
    before_at       INTEGER,
    bytes           INTEGER NOT NULL,
    document        TEXT,
    before_document TEXT,
    PRIMARY KEY (collection, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE tombstone (
    collection TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (collection, id),
    UNIQUE (collection, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
    principal    TEXT    NOT NULL,
    method       TEXT    NOT NULL,
    path         TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    request_hash TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (principal, method, path, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_at ON idempotency (at);
