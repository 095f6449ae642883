-- For both databases.
CREATE TABLE half (a INTEGER);
INSERT INTO half VALUES (1);
