-- As long as one of a large table may take.
CREATE TABLE slow (a text);
SELECT pg_sleep(11);
