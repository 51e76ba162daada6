-- What makes restores fail: on top of the sample, in its schema app. READER and TEAM are roles of the test.
SET search_path = app;
COMMENT ON SCHEMA app IS 'the app''s';
GRANT USAGE ON SCHEMA app TO READER;
GRANT CREATE, USAGE ON SCHEMA app TO TEAM;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO READER;
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TYPE money_range AS RANGE (subtype = numeric);
CREATE TYPE address AS (street text, "Zip Code" varchar(10));
CREATE DOMAIN short AS text CHECK (length(VALUE) < 10);
CREATE DOMAIN shorter AS short CHECK (length(VALUE) < 5);
CREATE COLLATION loosely (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
$$BEGIN -- a comment; with 'quotes' and a COPY x FROM stdin;
  RETURN n * 2;
END$$;
CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total_of (int) (sfunc = int4pl, stype = int, initcond = '0');
CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);

CREATE TABLE "Nasty ""table""; DROP TABLE x" (
  "a b" int PRIMARY KEY,
  "ümlaut" text COLLATE loosely DEFAULT E'line\n\ttab\\.',
  "COPY" text[] DEFAULT '{}',
  place address,
  span money_range,
  tiny shorter,
  doubled int GENERATED ALWAYS AS (app.doubled("a b")) STORED,
  CONSTRAINT "odd one" CHECK ("a b" > 0) NOT VALID);
COMMENT ON COLUMN "Nasty ""table""; DROP TABLE x"."COPY" IS 'it''s an array';
INSERT INTO "Nasty ""table""; DROP TABLE x" ("a b", "ümlaut", "COPY", place, span, tiny)
SELECT i, repeat(E'\\.\n', i % 7) || U&'\+01F600' || chr(1), ARRAY[NULL, '{"', E'\\N', ''],
       ROW('x, y "z"', NULL)::address, money_range(i, i * 2), left(md5(i::text), 4)
  FROM generate_series(1, 500) i;
CREATE STATISTICS some_statistics ON "a b", tiny FROM "Nasty ""table""; DROP TABLE x";
CREATE INDEX by_expression ON "Nasty ""table""; DROP TABLE x" (lower("ümlaut")) INCLUDE (tiny) WHERE "a b" > 5;

CREATE TABLE parted (day date NOT NULL, n int) PARTITION BY RANGE (day);
CREATE TABLE parted_2025 PARTITION OF parted FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
CREATE INDEX parted_by_n ON parted (n);
INSERT INTO parted SELECT date '2025-12-01' + i, i FROM generate_series(1, 100) i;
CREATE TABLE child (more text) INHERITS (nodes);
INSERT INTO child SELECT i, 1, 'more' FROM generate_series(1001, 1010) i;
CREATE TABLE without_columns ();
CREATE UNLOGGED TABLE unlogged (n int) WITH (fillfactor = 70);
INSERT INTO unlogged VALUES (1);
CREATE TABLE bookings (span int4range, EXCLUDE USING gist (span WITH &&));
INSERT INTO bookings VALUES ('[1,5)'), ('[5,9)');

CREATE TABLE hen (id int PRIMARY KEY, egg int);
CREATE TABLE egg (id int PRIMARY KEY, hen int REFERENCES hen DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg DEFERRABLE;
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO hen VALUES (1, 1);
INSERT INTO egg VALUES (1, 1);
COMMIT;

CREATE FUNCTION notice_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER noticed BEFORE INSERT ON hen FOR EACH ROW EXECUTE FUNCTION notice_it();
CREATE TRIGGER never BEFORE INSERT ON egg FOR EACH ROW EXECUTE FUNCTION notice_it();
ALTER TABLE egg DISABLE TRIGGER never;
ALTER TABLE hen ENABLE ALWAYS TRIGGER noticed;
CREATE RULE swallow AS ON DELETE TO bookings DO INSTEAD NOTHING;
ALTER TABLE hen ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON hen FOR SELECT TO READER USING (id > 0);

CREATE VIEW over_elsewhere WITH (security_barrier) AS SELECT id FROM elsewhere.things WHERE id > 3;
CREATE MATERIALIZED VIEW filled AS SELECT count(*) AS n FROM parted;
CREATE UNIQUE INDEX filled_n ON filled (n);
CREATE MATERIALIZED VIEW unfilled AS SELECT 1 AS one WITH NO DATA;
CREATE SEQUENCE cycling AS smallint INCREMENT -3 MINVALUE -30 MAXVALUE 0 START 0 CYCLE CACHE 5;
SELECT nextval('cycling'), nextval('cycling');
CREATE SEQUENCE untouched;
CREATE TABLE always (id int GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 5), t text);
INSERT INTO always (t) VALUES ('five'), ('ten');

GRANT SELECT (id), UPDATE (egg) ON hen TO READER;
GRANT ALL ON bookings TO READER WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION doubled(int) TO READER;
REVOKE SELECT ON egg FROM READER;
GRANT USAGE ON TYPE address TO READER;
ALTER TABLE without_columns OWNER TO TEAM;
ALTER SEQUENCE untouched OWNER TO TEAM;
ALTER FUNCTION notice_it() OWNER TO TEAM;
RESET search_path;
