package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.rules.Cast;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.engine.rules.TablePattern;
import dev.slipway.engine.rules.TableRule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Old rows have no say in the structure of a table whose rows are all replaced. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class OverwrittenStructureIT {
  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  OverwrittenStructureIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void valuesThatDoNotCastGiveWay() {
    source.run(
        """
        CREATE TYPE mood AS ENUM ('good', 'fine');
        CREATE TABLE a (id int PRIMARY KEY, n int NOT NULL CHECK (n > 0), v varchar(3), m mood NOT NULL,
          d date UNIQUE);
        INSERT INTO a VALUES (1, 1, 'a', 'fine', '2026-01-01'), (2, 2, 'b', 'good', '2026-01-02')""");
    target.run(
        """
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE a (id int PRIMARY KEY, n text NOT NULL, v text, m mood NOT NULL, d text);
        INSERT INTO a VALUES (1, 'x', 'long', 'bad', '?'), (2, '2', 'b', 'good', '2026-01-02'),
          (3, '-3', 'b', 'good', '2026-01-02')""");

    releaseAsForetold("a");
  }

  @Test
  void keysThatDoNotCastGiveWayWithAllThatRefersToThem() {
    source.run(
        """
        CREATE TABLE a (id int PRIMARY KEY, n int);
        CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a);
        INSERT INTO a VALUES (1, 1), (2, 2);
        INSERT INTO b VALUES (1, 2)""");
    target.run(
        """
        CREATE TABLE a (id text PRIMARY KEY, n int);
        CREATE TABLE b (id int PRIMARY KEY, a text NOT NULL REFERENCES a ON DELETE CASCADE);
        INSERT INTO a VALUES ('one', 1), ('01', 1), ('1', 2);
        INSERT INTO b VALUES (1, 'one'), (2, '01')""");

    releaseAsForetold("a", "b");
  }

  @Test
  void aWiderKeyStillTellsRowsApart() {
    source.run(
        "CREATE TABLE a (id bigint PRIMARY KEY, n text); INSERT INTO a VALUES (1, 'a'), (2, 'b')");
    target.run(
        """
        CREATE TABLE a (id int PRIMARY KEY, n text, note text);
        INSERT INTO a VALUES (1, 'a', 'hot'), (2, 'x', 'fix')""");

    Releases.apply(target, ReleaseFile.overwriting(source, folder, "a"));

    assertThat(target.values("SELECT a::text FROM public.a ORDER BY id"))
        .containsExactly("(1,a,hot)", "(2,b,fix)");
  }

  @Test
  void aKeyThatTheTargetDoesNotHaveYetIsFoundByWholeRows() {
    source.run(
        "CREATE TABLE a (id int PRIMARY KEY, n text); INSERT INTO a VALUES (1, 'a'), (2, 'b')");
    target.run(
        "CREATE TABLE a (id int, n text); INSERT INTO a VALUES (1, 'a'), (1, 'a'), (NULL, 'c')");

    releaseAsForetold("a");
  }

  @Test
  void castsAreTriedOnOldRowsButStopNobody() {
    source.run("CREATE TABLE a (id int PRIMARY KEY, n int); INSERT INTO a VALUES (1, 5), (2, 6)");
    target.run(
        "CREATE TABLE a (id int PRIMARY KEY, n text); INSERT INTO a VALUES (1, 'EUR 5'), (2, 'x')");
    var rules =
        new RuleSet(
            null,
            Rule.SCHEMA_ONLY,
            List.of(new TableRule(List.of(new TablePattern("a")), Rule.OVERWRITE)),
            List.of(new Cast("a", "n", "substr(n, 5)::int")),
            List.of(),
            List.of());
    var file = ReleaseFile.of(source, "public", folder, rules);

    var preview = Releases.migration(target).preview(file);
    var report = Releases.apply(target, file);

    assertThat(report).isEqualTo(MigrationReport.of(preview));
    assertThat(report.tables()).extracting(TableCounts::kept).containsExactly(1L);
    assertThat(target.rows("public")).isEqualTo(source.rows("public"));
  }

  @Test
  void whatFailsLaterLeavesOldRowsAsTheyWere() {
    source.run("CREATE TABLE a (id int PRIMARY KEY, n int NOT NULL); INSERT INTO a VALUES (2, 2)");
    target.run(
        """
        CREATE TABLE a (id int PRIMARY KEY, n text NOT NULL);
        CREATE TABLE kept (a int REFERENCES a);
        INSERT INTO a VALUES (1, 'x');
        INSERT INTO kept VALUES (1)""");
    var before = target.versions("public");
    var file = ReleaseFile.overwriting(source, folder, "a");

    assertThatThrownBy(() -> Releases.apply(target, file))
        .hasMessageContaining("kept_a_fkey")
        .isInstanceOf(EngineException.class);

    assertThat(target.versions("public")).isEqualTo(before);
    assertThat(target.value("SELECT n FROM public.a")).isEqualTo("x");
  }

  private void releaseAsForetold(String... tables) {
    var file = ReleaseFile.overwriting(source, folder, tables);

    var preview = Releases.migration(target).preview(file);
    var report = Releases.apply(target, file);

    assertThat(report).isEqualTo(MigrationReport.of(preview));
    assertThat(target.rows("public")).isEqualTo(source.rows("public"));
    var again = Releases.migration(target).preview(file);
    assertThat(again.ddl()).isEmpty();
    assertThat(again.tables()).allMatch(TableCounts::isUnchanged);
  }
}
