package dev.slipway.cli.bench;

/** What is measured: an app with one large table, ten of some size, and many small ones. */
final class BenchData {
  private BenchData() {}

  static String orders(long rows) {
    return """
    CREATE TABLE orders (
      id bigint PRIMARY KEY, number text NOT NULL, customer bigint NOT NULL, status text,
      total numeric(12,2), note text, created timestamptz, updated timestamptz, extra jsonb);
    INSERT INTO orders
    SELECT i, 'ORD-' || i, i %% 50021, (ARRAY['open', 'paid', 'sent', 'back'])[1 + i %% 4],
           (i * 7919 %% 1000000) / 100.0, 'left at ' || md5(i::text) || ' for ' || md5((i + 1)::text),
           timestamptz '2026-01-01' + i * interval '7 s', timestamptz '2026-01-02' + i * interval '9 s',
           jsonb_build_object('source', 'web', 'visit', i %% 977, 'tags', jsonb_build_array('a', i %% 7))
      FROM generate_series(1::bigint, %1$s) AS i;
    CREATE INDEX ON orders (customer); CREATE INDEX ON orders (created)
    """
        .formatted(rows);
  }

  static String lines(int number, long rows) {
    return """
    CREATE TABLE lines_%1$s (
      code text PRIMARY KEY, name text, amount int, price double precision, at timestamptz);
    INSERT INTO lines_%1$s
    SELECT md5(i::text), 'line ' || i, i %% 13, i / 3.0, timestamptz '2026-01-01' + i * interval '1 s'
      FROM generate_series(1, %2$s) AS i
    """
        .formatted(number, rows);
  }

  /** As the tables of a low-code app are: keys, an index, a reference, comments. */
  static String setting(int number, int rows) {
    return """
    CREATE TABLE setting_%1$s (
      id bigserial PRIMARY KEY, key varchar(255) NOT NULL UNIQUE, "createdAt" timestamptz NOT NULL DEFAULT now(),
      "updatedAt" timestamptz, title text, sort int DEFAULT 0, hidden bool NOT NULL DEFAULT false,
      options json, parent bigint REFERENCES setting_%1$s, rate numeric(10,2) CHECK (rate >= 0));
    CREATE INDEX ON setting_%1$s (parent); CREATE INDEX ON setting_%1$s (sort, title);
    COMMENT ON TABLE setting_%1$s IS 'settings number %1$s';
    COMMENT ON COLUMN setting_%1$s.title IS 'what people read';
    INSERT INTO setting_%1$s (key, "createdAt", "updatedAt", title, options, rate)
    SELECT 'key-' || i, timestamptz '2026-01-01', timestamptz '2026-01-02', 'title ' || i,
           json_build_object('x', i, 'name', md5(i::text)), i
      FROM generate_series(1, %2$s) AS i
    """
        .formatted(number, rows);
  }

  /** What a second environment has otherwise: one row in a hundred changed, some gone, some new. */
  static String drift(long rows) {
    return """
    UPDATE orders SET status = 'held' WHERE id %% 100 = 0;
    DELETE FROM orders WHERE id %% 1000 = 7;
    INSERT INTO orders (id, number, customer)
    SELECT %1$s + i, 'NEW-' || i, 1 FROM generate_series(1, %1$s / 1000) AS i
    """
        .formatted(rows);
  }

  /** What one of three teams has done to such a table; none of them contradicts another. */
  static String team(int number, int team, int added) {
    return """
    UPDATE setting_%1$s SET title = 'of team %2$s', "updatedAt" = now() WHERE id %% 100 = %2$s;
    DELETE FROM setting_%1$s WHERE id %% 1000 = 500 + %2$s;
    INSERT INTO setting_%1$s (key, title, options, rate)
    SELECT 'team-%2$s-' || i, 'new ' || i, json_build_object('x', i, 'name', md5(i::text)), i
      FROM generate_series(1, %3$s) AS i
    """
        .formatted(number, team, added);
  }
}
