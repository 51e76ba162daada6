package dev.slipway.engine.apply;

import dev.slipway.engine.bench.AppDatabase;

/** A release small enough to be made again at every place where it can break. */
final class PagesAndBlocks {
  private static final String APP =
      """
      CREATE TABLE pages (id serial PRIMARY KEY, slug text UNIQUE);
      CREATE TABLE blocks (id int PRIMARY KEY, page int REFERENCES pages);
      CREATE TABLE orders (id int PRIMARY KEY);
      INSERT INTO orders VALUES (1), (2);
      """;

  private PagesAndBlocks() {}

  /**
   * With a new column and a new table, unique values that swap, and rows that nobody is to touch.
   */
  static void create(AppDatabase source, AppDatabase target) {
    source.run(APP);
    target.run(APP);
    source.run(
        """
        ALTER TABLE pages ADD COLUMN icon text DEFAULT 'none';
        CREATE TABLE themes (name text PRIMARY KEY);
        INSERT INTO themes VALUES ('dark');
        INSERT INTO pages (slug) VALUES ('b'), ('a'), ('c');
        INSERT INTO blocks VALUES (1, 3), (2, 1);
        """);
    target.run("INSERT INTO pages (slug) VALUES ('a'), ('b'); INSERT INTO blocks VALUES (2, 2);");
    Releases.order(target, 0);
  }
}
