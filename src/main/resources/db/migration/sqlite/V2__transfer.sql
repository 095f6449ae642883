-- Has a row only where no server may open this store: it was moved away, or a copy into it is not finished.
CREATE TABLE transfer (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    role     TEXT    NOT NULL CHECK (role IN ('source', 'target')),
    id       TEXT    NOT NULL,
    epoch    TEXT    NOT NULL,
    peer     TEXT    NOT NULL
) STRICT;
