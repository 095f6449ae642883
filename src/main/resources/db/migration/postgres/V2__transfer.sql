-- Has a row only where no server may open this store: it was moved away, or a copy into it is not finished.
CREATE TABLE transfer (
    only_row smallint         NOT NULL PRIMARY KEY CHECK (only_row = 1),
    role     text COLLATE "C" NOT NULL CHECK (role IN ('source', 'target')),
    id       text COLLATE "C" NOT NULL,
    epoch    text COLLATE "C" NOT NULL,
    peer     text COLLATE "C" NOT NULL
);
