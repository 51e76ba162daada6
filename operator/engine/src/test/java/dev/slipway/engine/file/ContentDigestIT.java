package dev.slipway.engine.file;

import static dev.slipway.engine.file.Builds.build;
import static dev.slipway.engine.file.Builds.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ContentDigestIT {
  private static final String SAMPLE =
      """
      CREATE TYPE mood AS ENUM ('sad', 'happy');
      CREATE TABLE roles (
        name varchar(30) PRIMARY KEY, mood mood DEFAULT 'happy', rights jsonb NOT NULL);
      CREATE TABLE pages (
        id bigserial PRIMARY KEY, slug text NOT NULL UNIQUE CHECK (slug <> ''),
        role varchar(30) DEFAULT 'guest' REFERENCES roles ON DELETE SET NULL,
        made timestamptz DEFAULT now(), price numeric(12,4) DEFAULT 0.5, tags text[] DEFAULT '{}',
        body json, file bytea, span int4range, parent bigint REFERENCES pages);
      CREATE INDEX ON pages (lower(slug) DESC) INCLUDE (price) WHERE price > 0;
      COMMENT ON TABLE pages IS 'what people see';
      INSERT INTO roles VALUES
        ('admin', 'sad', '{"b": [1, 2.50], "a": null}'), ('guest', NULL, '{}');
      INSERT INTO pages
        SELECT i, 'page-' || i, 'guest', '2026-01-01Z'::timestamptz + i * '1 day 1 s'::interval,
               i / 7.0, ARRAY['a', NULL, i::text], '{"x":  1}', decode(md5(i::text), 'hex'),
               int4range(i, i + 9)
          FROM generate_series(1, 500) i""";

  @Test
  void isEqualForEqualContentOnEveryMajor() throws SQLException {
    var oldest = PostgresServer.shared(PostgresInstallation.oldest()).freshDatabase();
    var newest = PostgresServer.shared(PostgresInstallation.newest()).freshDatabase();
    run(oldest, SAMPLE);
    run(newest, SAMPLE);

    var fromOldest = build(oldest).manifest();
    var fromNewest = build(newest).manifest();

    assertThat(fromNewest.tables()).isEqualTo(fromOldest.tables());
    assertThat(fromNewest.contentDigest()).isEqualTo(fromOldest.contentDigest());
  }
}
