-- Text is compared byte by byte (COLLATE "C"), which for UTF-8 is by code point. Times are milliseconds since the epoch, UTC.
--
-- Nothing here needs one machine: each key begins with the collection, by which rows may be spread; no sequence, no foreign
-- key and no trigger ties one collection to another; and what orders the writes of one is the lock on its own row.

-- Which history this is, and which database held it: a copied or restored one has another origin.
CREATE TABLE store (
    only_row smallint         NOT NULL PRIMARY KEY CHECK (only_row = 1),
    epoch    text COLLATE "C" NOT NULL,
    origin   text COLLATE "C" NOT NULL
);

-- The log of a collection holds the revisions floor < r <= revision, so it needs no count of its own. The row is updated by
-- each transaction: room on its page keeps that from growing the index.
CREATE TABLE collection (
    name            text COLLATE "C" NOT NULL PRIMARY KEY,
    revision        bigint           NOT NULL,
    floor           bigint           NOT NULL DEFAULT 0,
    tombstone_floor bigint           NOT NULL DEFAULT 0,
    last_at         bigint           NOT NULL,
    resources       bigint           NOT NULL,
    log_bytes       bigint           NOT NULL
) WITH (fillfactor = 50);

-- The document as it came in, to the letter; json is the same for conditions, null where jsonb cannot hold it.
CREATE TABLE resource (
    collection text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    revision   bigint           NOT NULL,
    created_at bigint           NOT NULL,
    updated_at bigint           NOT NULL,
    document   text COLLATE "C" NOT NULL,
    json       jsonb,
    PRIMARY KEY (collection, id),
    UNIQUE (collection, revision)
);

-- Both images of the resource: document is null once it is deleted, the before_* are null where it was created.
CREATE TABLE change (
    collection      text COLLATE "C" NOT NULL,
    revision        bigint           NOT NULL,
    batch           bigint           NOT NULL,
    kind            text COLLATE "C" NOT NULL,
    id              text COLLATE "C" NOT NULL,
    at              bigint           NOT NULL,
    created_at      bigint           NOT NULL,
    before_revision bigint,
    before_at       bigint,
    bytes           bigint           NOT NULL,
    document        text COLLATE "C",
    before_document text COLLATE "C",
    PRIMARY KEY (collection, revision)
);

CREATE TABLE tombstone (
    collection text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    revision   bigint           NOT NULL,
    at         bigint           NOT NULL,
    PRIMARY KEY (collection, id),
    UNIQUE (collection, revision)
);

CREATE TABLE idempotency (
    principal    text COLLATE "C" NOT NULL,
    method       text COLLATE "C" NOT NULL,
    path         text COLLATE "C" NOT NULL,
    key          text COLLATE "C" NOT NULL,
    request_hash text COLLATE "C" NOT NULL,
    answer       text COLLATE "C" NOT NULL,
    at           bigint           NOT NULL,
    PRIMARY KEY (principal, method, path, key)
);

CREATE INDEX idempotency_at ON idempotency (at);

-- An id of each transaction, by which a commit that nobody heard the end of is found out. Whoever asks writes the same id,
-- fenced: whichever of the two is there first, the other cannot commit any more.
CREATE TABLE transaction_mark (
    id     uuid        NOT NULL PRIMARY KEY,
    fenced boolean     NOT NULL,
    at     timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX transaction_mark_at ON transaction_mark (at);
