package dev.slipway.engine.file;

import static dev.slipway.engine.file.Builds.build;
import static dev.slipway.engine.file.Builds.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class MigrationFileReaderIT {
  private static final String TABLES =
      """
      CREATE TABLE odd (
        id int PRIMARY KEY, t text, j json, b bytea, a text[], n numeric, f float8);
      CREATE TABLE bag (x char(3), "Y" jsonb);
      """;
  private static final String ROWS =
      """
      INSERT INTO odd VALUES
        (1, NULL, '{"b": 1,  "a": 2}', '\\x00ff', '{"a b",NULL,"NULL"}', 1.500, 'NaN'),
        (2, '', 'null', '', '{}', 'NaN', '-Infinity'),
        (3, E'back\\\\slash\\nline\\ttab\\rreturn \\\\.', '"x"', NULL, '{{1},{2}}', 1.50, '-0'),
        (4, '\\N', '[]', NULL, NULL, 'Infinity', 'Infinity');
      INSERT INTO bag VALUES ('a', '{}'), ('a', '{}'), (NULL, 'null'), (NULL, NULL)""";

  private final PostgresServer server;
  private final Database database;

  MigrationFileReaderIT(PostgresInstallation installation) throws SQLException {
    server = PostgresServer.shared(installation);
    database = server.freshDatabase();
  }

  @Test
  void rowsThatAreLoadedElsewhereGiveTheSameFileAgain() throws SQLException, IOException {
    run(database, TABLES + ROWS);
    var copy = server.freshDatabase();
    run(copy, TABLES);
    var original = build(database);

    load(original, copy);

    assertThat(build(copy).digest()).isEqualTo(original.digest());
  }

  @Test
  void tablesAreReadInAnyOrderAndMoreThanOnce() throws SQLException, IOException {
    run(database, "CREATE TABLE a (id int); CREATE TABLE b (id int)");
    run(database, "INSERT INTO a VALUES (1); INSERT INTO b VALUES (2)");
    var file = build(database);

    try (var reader = MigrationFileReader.open(file.path(), file.digest())) {
      var tables = reader.manifest().tables();

      for (var table : List.of(tables.getLast(), tables.getFirst(), tables.getLast())) {
        try (var rows = reader.rows(table)) {
          assertThat(rows).hasContent(table.name().equals("a") ? "1\n" : "2\n");
        }
      }
    }
  }

  @Test
  void anyTarReadsWhatIsInTheFile() throws SQLException, IOException {
    run(database, "CREATE TABLE a (id int); CREATE TABLE b (id int)");
    var file = build(database);

    try (var tar = new TarFile(file.path())) {
      assertThat(tar.getEntries())
          .extracting(TarArchiveEntry::getName)
          .containsExactly(
              "manifest.json", "structure.json", "rows/0-a.copy.zst", "rows/1-b.copy.zst");
    }
  }

  @Test
  void anotherFileThanTheExpectedOneIsRefused() throws SQLException {
    run(database, "CREATE TABLE a (id int)");
    var file = build(database);
    run(database, "CREATE TABLE b (id int)");
    var expected = build(database).digest();

    assertThatThrownBy(() -> MigrationFileReader.open(file.path(), expected))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.DIGEST_MISMATCH))
        .hasMessageContainingAll(expected.toString(), file.digest().toString());
  }

  private static void load(BuiltFile file, Database target) throws SQLException, IOException {
    try (var reader = MigrationFileReader.open(file.path(), file.digest());
        var connection = target.connect()) {
      for (var table : reader.manifest().tables()) {
        try (var rows = reader.rows(table)) {
          var copy = connection.unwrap(PGConnection.class).getCopyAPI();
          copy.copyIn("COPY " + table.name() + " FROM STDIN", rows);
        }
      }
    }
  }
}
