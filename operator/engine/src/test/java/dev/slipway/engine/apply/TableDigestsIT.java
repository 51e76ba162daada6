package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class TableDigestsIT {
  private static final TableDigests.Part PAGES =
      new TableDigests.Part("Pa\"ges'", List.of("id", "We-ight", "body"));

  private final AppDatabase database;

  TableDigestsIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
    database.run(
        """
        CREATE TABLE "Pa""ges'" (id int, "We-ight" numeric, body json, seen int DEFAULT 0);
        INSERT INTO "Pa""ges'" VALUES (1, 1.0, '{"a": 1}'), (2, 'NaN', NULL), (2, 'NaN', NULL);
        """);
  }

  @Test
  void areTheSameForTheSameRowsInAnyOrder() throws SQLException {
    var before = read(PAGES);

    database.run(
        """
        CREATE TEMP TABLE kept AS SELECT * FROM "Pa""ges'"; DELETE FROM "Pa""ges'";
        INSERT INTO "Pa""ges'" SELECT * FROM kept ORDER BY id DESC""");

    assertThat(read(PAGES)).isEqualTo(before).containsOnlyKeys("Pa\"ges'");
  }

  @Test
  void changeWithEveryValueEvenWhereEqualityDoesNotSeeIt() throws SQLException {
    var seen = Stream.<SortedMap<String, String>>builder();
    seen.add(read(PAGES));

    for (var change :
        List.of(
            "UPDATE \"Pa\"\"ges'\" SET \"We-ight\" = 1.00 WHERE id = 1",
            "UPDATE \"Pa\"\"ges'\" SET body = '{\"a\":1}' WHERE id = 1",
            "UPDATE \"Pa\"\"ges'\" SET body = '\"\"' WHERE id = 2",
            "DELETE FROM \"Pa\"\"ges'\" WHERE id = 1",
            "INSERT INTO \"Pa\"\"ges'\" VALUES (NULL, NULL, NULL)")) {
      database.run(change);
      seen.add(read(PAGES));
    }

    assertThat(seen.build()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void leaveOutTheColumnsThatAreNotNamedAndTheRowsOfHeirs() throws SQLException {
    var before = read(PAGES);

    database.run(
        """
        UPDATE "Pa""ges'" SET seen = seen + 1;
        CREATE TABLE heirs () INHERITS ("Pa""ges'"); INSERT INTO heirs VALUES (3)""");

    assertThat(read(PAGES)).isEqualTo(before);
  }

  @Test
  void areReadOfManyTablesAtOnce() throws SQLException {
    database.run(
        """
        DO $$ BEGIN FOR i IN 1..600 LOOP
          EXECUTE format('CREATE TABLE t%s AS SELECT %s AS id', i, i); END LOOP; END $$""");

    var digests =
        read(
            IntStream.rangeClosed(1, 600)
                .mapToObj(it -> new TableDigests.Part("t" + it, List.of("id")))
                .toArray(TableDigests.Part[]::new));

    assertThat(digests).hasSize(600);
    assertThat(digests.values()).doesNotHaveDuplicates().allMatch(it -> it.startsWith("1 "));
    assertThat(read()).isEmpty();
  }

  private SortedMap<String, String> read(TableDigests.Part... parts) throws SQLException {
    try (var connection = database.sessions().open()) {
      return TableDigests.read(new TargetSession(connection, "public"), List.of(parts));
    }
  }
}
