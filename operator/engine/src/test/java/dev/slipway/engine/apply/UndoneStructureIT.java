package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.rules.Cast;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.engine.rules.TablePattern;
import dev.slipway.engine.rules.TableRule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of change that a release makes to a structure, taken back. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class UndoneStructureIT {
  /** A release and what it meets. */
  private record Pair(String source, String target, List<Cast> casts) {}

  private final PostgresInstallation installation;
  private final List<Pair> pairs = new ArrayList<>();
  @TempDir private Path folder;

  UndoneStructureIT(PostgresInstallation installation) {
    this.installation = installation;
  }

  @Test
  void typesComeBackWithTheirValues() {
    pair(
        """
        CREATE TABLE a (id bigint PRIMARY KEY, price numeric(12,2) DEFAULT 0 CHECK (price >= 0),
          state text DEFAULT 'new', at timestamptz, data jsonb DEFAULT '{}', code varchar(40));
        CREATE INDEX a_price ON a (price);
        CREATE TABLE b (a bigint REFERENCES a)""",
        """
        CREATE TABLE a (id int PRIMARY KEY, price int DEFAULT 1 CHECK (price >= 0),
          state varchar(10) DEFAULT 'old', at text, data json DEFAULT '[]', code varchar(20));
        CREATE INDEX a_price ON a (price);
        CREATE TABLE b (a int REFERENCES a);
        INSERT INTO a VALUES (1, 7, 'x', '2026-01-01 00:00Z', '{"k":  1}', 'c')""");
    pair(
        "CREATE TABLE a (a text, b varchar(9), c numeric(9,2), d timestamptz, e timestamp(5))",
        """
        CREATE TABLE a (a varchar(5), b varchar(5), c numeric(5,2), d timestamp, e timestamp(3));
        INSERT INTO a VALUES ('a', 'b', 1.5, '2026-01-01', '2026-01-01')""");
    pair(
        "CREATE TABLE a (id int PRIMARY KEY, a text COLLATE \"C\", b text, c text NOT NULL)",
        """
        CREATE TABLE a (id int PRIMARY KEY, a text, b text COLLATE "C" NOT NULL, c text);
        INSERT INTO a VALUES (1, 'a', 'b', 'c')""");

    assertUndone();
  }

  @Test
  void keysIndexesChecksAndReferencesComeBackByTheirNames() {
    pair(
        """
        CREATE TABLE p (id int, code text NOT NULL, PRIMARY KEY (id, code), UNIQUE (code));
        CREATE TABLE a (id int PRIMARY KEY, b int, c int, p text REFERENCES p (code) ON DELETE CASCADE,
          CONSTRAINT positive CHECK (b > 0), CONSTRAINT once UNIQUE (b, c));
        CREATE INDEX a_b ON a (b DESC);
        CREATE UNIQUE INDEX a_half ON a (c) WHERE b > 5""",
        """
        CREATE TABLE p (id int PRIMARY KEY, code text);
        CREATE TABLE a (id int, b int, c int, p text, CONSTRAINT positive CHECK (b >= 0),
          CONSTRAINT once UNIQUE (b));
        CREATE INDEX a_b ON a (b)""");
    pair(
        "CREATE TABLE a (id int UNIQUE, b int); CREATE INDEX a_b ON a (b)",
        "CREATE TABLE a (id int, b int); CREATE TABLE a_id_key (x int); CREATE VIEW a_b AS SELECT 1 AS one");
    pair(
        "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE a (id int PRIMARY KEY, b int, c int)",
        """
        CREATE TABLE p (id int PRIMARY KEY);
        CREATE TABLE a (id int PRIMARY KEY, b int CHECK (b > 0), c int UNIQUE REFERENCES p,
          hot text CHECK (hot > ''), UNIQUE (hot));
        CREATE INDEX fast ON a (b);
        CREATE UNIQUE INDEX once ON a (b);
        CREATE TABLE own (id int)""");
    pair(
        """
        CREATE TYPE mood AS ENUM ('good');
        CREATE TABLE a (id serial PRIMARY KEY, b int CHECK (b > 0), c mood);
        CREATE INDEX a_b ON a (b);
        COMMENT ON TABLE a IS 'what it''s for';
        COMMENT ON INDEX a_b IS 'fast';
        COMMENT ON CONSTRAINT a_pkey ON a IS 'key';
        COMMENT ON CONSTRAINT a_b_check ON a IS 'check';
        COMMENT ON TYPE mood IS 'how one feels';
        COMMENT ON SEQUENCE a_id_seq IS 'counts'""",
        """
        CREATE TYPE mood AS ENUM ('good');
        CREATE TABLE a (id serial PRIMARY KEY, b int CHECK (b > 0), c mood);
        CREATE INDEX a_b ON a (b);
        COMMENT ON COLUMN a.b IS 'old'""");
    pair(
        "CREATE TABLE a (id int PRIMARY KEY, x int); ALTER TABLE a ADD CONSTRAINT low CHECK (x < 9) NOT VALID",
        """
        CREATE TABLE a (id int CONSTRAINT mine PRIMARY KEY, x int);
        ALTER TABLE a ADD CONSTRAINT high CHECK (x > 9) NOT VALID;
        INSERT INTO a VALUES (1, 10)""");
    pair(
        "CREATE TABLE a (id int PRIMARY KEY, up int REFERENCES a DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TABLE a (id int PRIMARY KEY, up int CONSTRAINT other REFERENCES a ON DELETE CASCADE)");

    assertUndone();
  }

  @Test
  void sequencesAndIdentitiesComeBack() {
    pair(
        """
        CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
        CREATE TABLE b (id serial PRIMARY KEY);
        CREATE TABLE c (id bigserial PRIMARY KEY);
        CREATE TABLE d (id int GENERATED BY DEFAULT AS IDENTITY (INCREMENT 5) PRIMARY KEY);
        CREATE SEQUENCE tickets INCREMENT 3 CYCLE CACHE 7;
        CREATE TABLE e (id int DEFAULT nextval('tickets'))""",
        """
        CREATE TABLE a (id serial PRIMARY KEY);
        CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
        CREATE TABLE c (id serial PRIMARY KEY);
        CREATE TABLE d (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
        CREATE SEQUENCE tickets;
        CREATE TABLE e (id int DEFAULT nextval('tickets'))""");
    pair(
        """
        CREATE SEQUENCE shared;
        CREATE TABLE a (id int PRIMARY KEY DEFAULT nextval('shared'), n serial);
        CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x int)""",
        """
        CREATE TABLE a (id int PRIMARY KEY);
        CREATE TABLE b (id int PRIMARY KEY, x int GENERATED BY DEFAULT AS IDENTITY);
        INSERT INTO b VALUES (1, 1)""");

    assertUndone();
  }

  @Test
  void enumsComeBackWithTheirLabels() {
    pair(
        """
        CREATE TYPE mood AS ENUM ('new', 'good', 'fine');
        CREATE TYPE fresh AS ENUM ('one');
        CREATE TABLE a (id int PRIMARY KEY, m mood NOT NULL DEFAULT 'new', many mood[], f fresh,
          CHECK (m <> 'fine'));
        CREATE INDEX a_m ON a (m) WHERE m = 'good'""",
        """
        CREATE TYPE mood AS ENUM ('good', 'bad', 'fine');
        CREATE TABLE a (id int PRIMARY KEY, m mood NOT NULL DEFAULT 'good', many mood[],
          hot mood DEFAULT 'fine', CHECK (m <> 'fine'));
        CREATE INDEX a_m ON a (m) WHERE m = 'good';
        CREATE TABLE kept (m mood DEFAULT 'good' CHECK (m <> 'fine'));
        INSERT INTO a VALUES (1, 'good', '{good,fine}');
        INSERT INTO kept VALUES ('good')""");
    pair(
        "CREATE TYPE mood AS ENUM ('good', 'fine'); CREATE TABLE a (id int PRIMARY KEY, m mood)",
        """
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE a (id int PRIMARY KEY, m mood);
        INSERT INTO a VALUES (1, 'bad'), (2, 'good')""",
        new Cast("a", "m", "CASE m::text WHEN 'bad' THEN 'fine' ELSE m::text END"));
    pair(
        "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE a (id int PRIMARY KEY, m mood DEFAULT 'good')",
        "CREATE TABLE a (id int PRIMARY KEY, m text); INSERT INTO a VALUES (1, 'good')");

    assertUndone();
  }

  @Test
  void tablesGoAgain() {
    pair(
        "CREATE TABLE a (id int PRIMARY KEY); CREATE UNLOGGED TABLE b (id int)",
        "CREATE UNLOGGED TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int)");
    pair(
        """
        CREATE TABLE a (id int PRIMARY KEY, b int);
        CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b DEFERRABLE;
        CREATE TABLE kept (id int PRIMARY KEY, a int REFERENCES a, "Big ""one" text DEFAULT 'x' UNIQUE);
        COMMENT ON COLUMN kept.a IS 'where';
        CREATE TABLE heir (more serial) INHERITS (a);
        CREATE VIEW v AS SELECT id FROM b;
        INSERT INTO a VALUES (1, NULL); INSERT INTO b VALUES (1, 1); UPDATE a SET b = 1;
        INSERT INTO heir VALUES (2, NULL)""",
        "CREATE TABLE kept (id int PRIMARY KEY)");

    assertUndone();
  }

  @Test
  void whatInheritsComesBackWithItsParents() {
    pair(
        """
        CREATE TABLE zparent (id bigint PRIMARY KEY, a numeric NOT NULL DEFAULT 1, fresh text DEFAULT 'x',
          CHECK (a > 0));
        CREATE TABLE child (own int NOT NULL, PRIMARY KEY (id)) INHERITS (zparent);
        ALTER TABLE child ALTER a SET DEFAULT 2;
        CREATE TABLE "new" (more int) INHERITS (child);
        ALTER TABLE "new" ALTER fresh SET DEFAULT 'y', ALTER more SET NOT NULL""",
        """
        CREATE TABLE zparent (id int PRIMARY KEY, a int DEFAULT 7);
        CREATE TABLE child (own int, PRIMARY KEY (id)) INHERITS (zparent);
        INSERT INTO zparent VALUES (1, 1);
        INSERT INTO child VALUES (2, 2, 2)""");

    assertUndone();
  }

  @Test
  void viewsComeBackAsTheyAsked() {
    pair(
        """
        CREATE TABLE a (id bigint PRIMARY KEY, b text, c int);
        CREATE VIEW v WITH (security_barrier) AS SELECT id, b FROM a;
        COMMENT ON VIEW v IS 'new';
        CREATE VIEW w AS SELECT c FROM a;
        CREATE VIEW x AS SELECT * FROM v""",
        """
        CREATE TABLE a (id int PRIMARY KEY, b text);
        CREATE VIEW v AS SELECT id FROM a;
        CREATE VIEW own AS SELECT max(id) AS top FROM a;
        INSERT INTO a VALUES (1, 'b')""");

    assertUndone();
  }

  @Test
  void valuesComeBackThatWereCutOrWentAway() {
    pair(
        "CREATE TABLE a (id int PRIMARY KEY, n numeric(9,1), t timestamp(0), f int)",
        """
        CREATE TABLE a (id int PRIMARY KEY, n numeric(9,3), t timestamp, f float8);
        INSERT INTO a VALUES (1, 1.25, '2026-01-01 00:00:00.7', 2.5), (2, 1.5, '2026-01-01', 2)""");
    pair(
        "CREATE TABLE a (id int PRIMARY KEY, price int, at date)",
        """
        CREATE TABLE a (id int PRIMARY KEY, price text, at int);
        INSERT INTO a VALUES (1, '12 EUR', 5), (2, '', 6)""",
        new Cast("a", "price", "nullif(split_part(price, ' ', 1), '')::int"),
        new Cast("a", "at", "date '2026-01-01' + at"));
    pair(
        "CREATE TABLE a (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED UNIQUE)",
        "CREATE TABLE a (id int PRIMARY KEY, twice int UNIQUE); INSERT INTO a VALUES (1, 7)");
    pair(
        "CREATE TABLE a (id int PRIMARY KEY, b text DEFAULT 'x' NOT NULL, c int, d serial, e uuid DEFAULT gen_random_uuid())",
        "CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1), (2)");

    assertUndone();
  }

  private void assertUndone() {
    var releases = new ThereAndBack(installation, folder);
    for (int place = 0; place < pairs.size(); place++) {
      var pair = pairs.get(place);
      for (var rule : List.of(Rule.SCHEMA_ONLY, Rule.OVERWRITE)) {
        releases.go(
            rule.word().toLowerCase(Locale.ROOT) + place,
            pair.source(),
            pair.target(),
            rules(rule, pair.casts()));
      }
    }
    assertThat(releases.undone()).isEqualTo(2 * pairs.size());
  }

  private void pair(String source, String target, Cast... casts) {
    pairs.add(new Pair(source, target, List.of(casts)));
  }

  private static RuleSet rules(Rule rule, List<Cast> casts) {
    var all = new TableRule(List.of(new TablePattern("*")), rule);
    return new RuleSet(null, Rule.SCHEMA_ONLY, List.of(all), casts, List.of(), List.of());
  }
}
