package dev.slipway.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.engine.rules.TablePattern;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of structures, and which rows are compared at all. */
class SchemaComparisonIT {
  private final AppDatabase a = AppDatabase.fresh(PostgresInstallation.oldest());
  private final AppDatabase b = AppDatabase.fresh(PostgresInstallation.newest());

  @Test
  void namesAndOrdersWithoutMeaningAreNoDifference() {
    a.run(
        """
        CREATE TYPE mood AS ENUM ('calm', 'wild');
        CREATE TABLE kinds (id int PRIMARY KEY);
        CREATE TABLE things (
          id serial CONSTRAINT first_name PRIMARY KEY, kind int REFERENCES kinds, mood mood,
          code text UNIQUE, amount int CHECK (amount > 0), gone int);
        ALTER TABLE things DROP COLUMN gone;
        CREATE INDEX by_amount ON things (amount);
        CREATE VIEW few AS SELECT things.id FROM things JOIN kinds ON kinds.id = things.kind;
        COMMENT ON COLUMN things.code IS 'what people call it'
        """);
    b.run(
        """
        CREATE TYPE mood AS ENUM ('calm', 'wild');
        CREATE TABLE kinds (id int CONSTRAINT k PRIMARY KEY);
        CREATE TABLE elements (
          amount int CONSTRAINT positive CHECK (amount > 0), code text CONSTRAINT codes UNIQUE,
          mood mood, kind int CONSTRAINT of_kind REFERENCES kinds, id serial PRIMARY KEY);
        ALTER TABLE elements RENAME TO things;
        CREATE INDEX by_some_amount ON things (amount);
        CREATE VIEW few AS SELECT things.id FROM things JOIN kinds ON kinds.id = things.kind;
        COMMENT ON COLUMN things.code IS 'what people call it'
        """);

    var comparison = Sides.compare(Sides.live(a), Sides.live(b));

    assertThat(comparison.structure()).isEmpty();
    assertThat(comparison.tables()).flatExtracting(TableComparison::structure).isEmpty();
    assertThat(comparison.equal()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ALTER TABLE t ALTER v TYPE varchar(9)        | column v: text in A, character varying(9) in B
          ALTER TABLE t ALTER v SET NOT NULL           | column v, NULL: allowed in A, refused in B
          ALTER TABLE t ALTER v SET DEFAULT 'x'        | column v, default: none in A, 'x'::text in B
          ALTER TABLE t ALTER v TYPE text COLLATE "C"  | column v, collation: the type's own in A, "C" in B
          ALTER TABLE t DROP COLUMN v                  | column v: only in A
          ALTER TABLE t ADD w int                      | column w: only in B
          ALTER TABLE t DROP CONSTRAINT t_pkey         | primary key: PRIMARY KEY (id) in A, none in B
          ALTER TABLE t ADD UNIQUE (v)                 | key UNIQUE (v): only in B
          ALTER TABLE t ADD CHECK (id > 0)             | check CHECK ((id > 0)): only in B
          ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES t ON DELETE CASCADE | foreign key FOREIGN KEY (id) REFERENCES t(id) ON DELETE CASCADE: only in B
          CREATE UNIQUE INDEX ON t (lower(v))          | unique index USING btree (lower(v)): only in B
          ALTER TABLE t ALTER id DROP IDENTITY         | column id, identity: always in A, none in B
          COMMENT ON TABLE t IS 'it''s'                | comment: none in A, 'it's' in B
          ALTER TABLE t SET UNLOGGED                   | kind of table: ordinary in A, unlogged in B
          CREATE TRIGGER z BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() | trigger z: only in B
          """)
  void saysInWordsWhatDiffersInATable(String statement, String words) {
    var table = "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)";
    a.run(table);
    b.run(table);
    b.run(statement);

    var found = Sides.compare(Sides.live(a), Sides.live(b)).tables().getFirst().structure();

    assertThat(found).contains(words);
  }

  @Test
  void saysInWordsWhatDiffersBesideTables() {
    a.run(
        """
        CREATE TABLE t (id int, kind int);
        CREATE SEQUENCE numbers; CREATE TYPE mood AS ENUM ('calm');
        CREATE VIEW seen AS SELECT a.id FROM t a, t b; CREATE TABLE extra ()
        """);
    b.run(
        """
        CREATE TABLE t (id int, kind int);
        CREATE SEQUENCE numbers INCREMENT 5; CREATE TYPE mood AS ENUM ('calm', 'wild');
        CREATE VIEW seen AS SELECT a.id FROM t a, t b WHERE a.id = b.id;
        CREATE VIEW more AS SELECT 1 AS one
        """);

    var comparison = Sides.compare(Sides.live(a), Sides.live(b));

    assertThat(comparison.onlyInA()).containsExactly("extra");
    assertThat(comparison.structure())
        .contains("enum mood: (calm) in A, (calm, wild) in B", "view more: only in B")
        .anyMatch(it -> it.startsWith("sequence numbers: bigint from 1 by 1,"))
        .anyMatch(it -> it.startsWith("view seen, query: SELECT a.id FROM t a, t b in A,"));
  }

  @Test
  void rowsThatAFileLeavesOutAreNoDifference() {
    for (var database : List.of(a, b)) {
      database.run(
          """
          CREATE TABLE users (id int PRIMARY KEY, name text UNIQUE NOT NULL, note text);
          CREATE TABLE orders (id int PRIMARY KEY); CREATE TABLE logs (line text);
          INSERT INTO users VALUES (1, 'root', 'x'), (2, 'guest', 'y');
          INSERT INTO orders VALUES (1); INSERT INTO logs VALUES ('here')
          """);
    }
    b.run("INSERT INTO users VALUES (3, 'more', ''); DELETE FROM orders; DROP TABLE logs");
    b.run("UPDATE users SET id = 9, note = 'changed' WHERE id = 2");
    var file =
        Sides.file(
            a,
            RuleParser.parse(
                """
                {"tables": [
                  {"tables": ["users"], "rule": "Upsert", "match": ["name"], "where": "name <> 'more'"},
                  {"tables": ["logs"], "rule": "Skip"}]}
                """));

    var comparison = Sides.compare(Sides.live(b), file);

    assertThat(comparison.onlyInA()).isEmpty();
    assertThat(comparison.onlyInB()).isEmpty();
    assertThat(comparison.notes()).isEmpty();
    var orders = comparison.tables().getFirst();
    assertThat(orders.rows()).isNull();
    assertThat(orders.note()).contains("structure only");
    var users = comparison.tables().getLast();
    assertThat(users.note()).contains("condition");
    assertThat(users.rows())
        .isEqualTo(
            new RowComparison(
                List.of("name"),
                0,
                0,
                1,
                1,
                List.of(),
                List.of(),
                List.of(new ChangedRow(List.of("guest"), List.of("id", "note")))));
  }

  @Test
  void aConditionOutOfAFileIsReadBeforeItIsUsed() {
    a.run("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
    b.run("CREATE TABLE t (other int PRIMARY KEY)");
    var file =
        Sides.file(
            a,
            RuleParser.parse(
                """
                {"tables": [{"tables": ["t"], "rule": "Overwrite", "where": "abs(id) > 0"}]}
                """));

    var table = Sides.compare(file, Sides.live(b)).tables().getFirst();

    assertThat(table.rows()).isNull();
    assertThat(table.note()).contains("condition on rows cannot be read");
    assertThat(table.equal()).isFalse();
  }

  @Test
  void tablesThatTheFileDoesNotHaveAreCountedAndOthersAreDifferences() {
    a.run("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE gone (id int)");
    b.run("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (); CREATE TABLE v ()");

    var comparison = Sides.compare(Sides.file(a), Sides.live(b));

    assertThat(comparison.onlyInA()).containsExactly("gone");
    assertThat(comparison.onlyInB()).isEmpty();
    assertThat(comparison.notes()).singleElement().asString().endsWith("not in the file: 2");
  }

  @Test
  void aPatternThatMatchesNothingIsRefused() {
    a.run("CREATE TABLE t ()");
    b.run("CREATE TABLE t ()");
    var request =
        new ComparisonRequest(
            Sides.live(a),
            Sides.live(b),
            List.of(new TablePattern("t*"), new TablePattern("x")),
            false,
            1,
            Sides.SCRATCH);

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Sides.compare(request))
        .withMessageContaining("matches x")
        .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.ORDER_INVALID));
  }
}
