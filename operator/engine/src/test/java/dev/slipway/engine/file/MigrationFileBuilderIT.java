package dev.slipway.engine.file;

import static dev.slipway.engine.file.Builds.build;
import static dev.slipway.engine.file.Builds.rows;
import static dev.slipway.engine.file.Builds.run;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class MigrationFileBuilderIT {
  private static final String PAGES =
      "CREATE TABLE pages (id serial PRIMARY KEY, title text, made timestamptz, price money);";

  private final PostgresServer server;
  private final Database database;

  MigrationFileBuilderIT(PostgresInstallation installation) throws SQLException {
    server = PostgresServer.shared(installation);
    database = server.freshDatabase();
  }

  @Test
  void theSameDatabaseGivesTheSameBytesTwice() throws SQLException {
    run(
        database,
        PAGES + "INSERT INTO pages SELECT i, 'page ' || i FROM generate_series(1, 999) i");

    var first = build(database);
    var second = build(database);

    assertThat(second.path()).hasSameBinaryContentAs(first.path()).hasFileName(fileName(first));
    assertThat(second.digest()).isEqualTo(first.digest());
  }

  @Test
  void theOrderInWhichRowsLieDoesNotMatter() throws SQLException {
    var copy = server.freshDatabase();
    run(database, PAGES + "CREATE TABLE bag (a int, b text);" + rowsOrderedBy("i"));
    run(copy, PAGES + "CREATE TABLE bag (a int, b text);" + rowsOrderedBy("-i"));

    var original = build(database);
    var copied = build(copy);

    assertThat(copied.path()).hasSameBinaryContentAs(original.path());
  }

  @Test
  void theSettingsOfDatabaseAndRoleDoNotMatter() throws SQLException {
    run(database, PAGES + "INSERT INTO pages VALUES (1, 'a', '2026-03-04 05:06Z', 1234.5)");
    run(database, "CREATE TABLE spans (id int PRIMARY KEY, f float8, b bytea, i interval)");
    run(database, "INSERT INTO spans VALUES (1, 0.1::float8 + 0.2, '\\x00ff', '1 day 2 hours')");
    var before = build(database);
    run(database, otherSettings());

    var after = build(database);

    assertThat(after.path()).hasSameBinaryContentAs(before.path());
    assertThat(rows(after, "pages")).isEqualTo("1\ta\t2026-03-04 05:06:00+00\t$1,234.50\n");
    assertThat(rows(after, "spans"))
        .isEqualTo("1\t0.30000000000000004\t\\\\x00ff\t1 day 02:00:00\n");
  }

  @Test
  void aChangedRowChangesTheDigests() throws SQLException {
    run(database, PAGES + "INSERT INTO pages VALUES (1, 'before')");
    var before = build(database);
    run(database, "UPDATE pages SET title = 'after'");

    var after = build(database);

    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(after.manifest().contentDigest()).isNotEqualTo(before.manifest().contentDigest());
    assertThat(after.manifest().structure()).isEqualTo(before.manifest().structure());
  }

  @Test
  void valuesAreWrittenAsTheyAre() throws SQLException {
    run(
        database,
        """
        CREATE TABLE odd (
          id int PRIMARY KEY, t text, j json, b bytea, a text[], n numeric, f float8);
        INSERT INTO odd VALUES
          (1, NULL, '{"b": 1,  "a": 2}', '\\x00ff', '{"a b",NULL,"NULL"}', 1.500, 'NaN'),
          (2, '', 'null', '', '{}', 'NaN', '-Infinity'),
          (3, E'back\\\\slash\\nline\\ttab\\rreturn \\\\.', '"x"', NULL, NULL, 1.50, '-0'),
          (4, '\\N', '[]', NULL, NULL, 'Infinity', 'Infinity')""");

    var rows = rows(build(database), "odd").lines().toList();

    assertThat(rows)
        .containsExactly(
            "1\t\\N\t{\"b\": 1,  \"a\": 2}\t\\\\x00ff\t{\"a b\",NULL,\"NULL\"}\t1.500\tNaN",
            "2\t\tnull\t\\\\x\t{}\tNaN\t-Infinity",
            "3\tback\\\\slash\\nline\\ttab\\rreturn \\\\.\t\"x\"\t\\N\t\\N\t1.50\t-0",
            "4\t\\\\N\t[]\t\\N\t\\N\tInfinity\tInfinity");
  }

  @Test
  void namesMayBeAsLongAndAsOddAsPostgresAllows() throws SQLException {
    var table = "Ä \"../\" ".repeat(6) + "end";
    var column = "Ö ; -- \"".repeat(6);
    run(
        database,
        """
        CREATE TABLE %1$s (%2$s text, b int, PRIMARY KEY (b, %2$s));
        INSERT INTO %1$s VALUES ('x', 1)"""
            .formatted(quoted(table), quoted(column)));

    var file = build(database);

    assertThat(rows(file, table)).isEqualTo("x\t1\n");
    var entry = file.manifest().table(table).orElseThrow();
    assertThat(entry.columns()).containsExactly(column, "b");
    assertThat(entry.keyColumns()).containsExactly("b", column);
    assertThat(entry.rows())
        .extracting(RowsEntry::entry)
        .asString()
        .matches("rows/0-[A-Za-z0-9_.-]+\\.copy\\.zst");
  }

  @Test
  void keysOrderRowsByBytesOrNumbersAndGeneratedColumnsStayBehind() throws SQLException {
    run(
        database,
        """
        CREATE TABLE t (v int, a int, b text, g int GENERATED ALWAYS AS (v * 2) STORED,
                        PRIMARY KEY (b, a));
        INSERT INTO t VALUES (1, 10, 'b'), (2, 9, 'b'), (3, 1, 'B'), (4, 1, 'ä')""");

    var rows = rows(build(database), "t");

    assertThat(rows).isEqualTo("3\t1\tB\n2\t9\tb\n1\t10\tb\n4\t1\tä\n");
  }

  @Test
  void rowsOfAChildAreTheChilds() throws SQLException {
    run(
        database,
        """
        CREATE TABLE base (id int PRIMARY KEY);
        CREATE TABLE child (PRIMARY KEY (id)) INHERITS (base);
        INSERT INTO base VALUES (1); INSERT INTO child VALUES (2)""");

    var file = build(database);

    assertThat(List.of(rows(file, "base"), rows(file, "child"))).containsExactly("1\n", "2\n");
  }

  @Test
  void rulesSayWhatIsTakenAlong() throws SQLException {
    run(
        database,
        "CREATE TABLE a (id serial); CREATE TABLE b (id serial); CREATE TABLE c (id int)");
    run(database, "INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (3)");

    var file =
        build(
            database,
            """
            {"userDefined": "Skip", "tables": [{"tables": ["a"], "rule": "Overwrite"},
                                               {"tables": ["b"], "rule": "SchemaOnly"}]}""");

    assertThat(file.manifest().tables())
        .extracting(TableEntry::name, TableEntry::rule, TableEntry::sequences)
        .containsExactly(
            tuple("a", Rule.OVERWRITE, List.of("a_id_seq")),
            tuple("b", Rule.SCHEMA_ONLY, List.of("b_id_seq")));
    assertThat(file.manifest().tables().getFirst().rows())
        .extracting(RowsEntry::count)
        .isEqualTo(2L);
    assertThat(file.manifest().tables().getLast().rows()).isNull();
    try (var reader = MigrationFileReader.open(file.path(), file.digest())) {
      assertThat(reader.manifest()).isEqualTo(file.manifest());
      assertThat(reader.structure().tables()).extracting(Table::name).containsExactly("a", "b");
    }
  }

  @Test
  void whatIsWrittenMeanwhileIsNotSeen() throws SQLException {
    run(database, "CREATE TABLE a (id int); CREATE TABLE b (id int); INSERT INTO b VALUES (1)");

    var file =
        build(
            database,
            Builds.EVERYTHING,
            mark -> {
              if (mark.done() == 1) {
                runUnchecked("INSERT INTO b VALUES (2)");
              }
            });

    assertThat(rows(file, "b")).isEqualTo("1\n");
    assertThat(rows(build(database), "b")).isEqualTo("1\n2\n");
  }

  @Test
  void aTableThatIsRewrittenMeanwhileIsTakenAsItIsAfterwards()
      throws SQLException, ExecutionException, InterruptedException {
    run(database, "CREATE TABLE a (id int); INSERT INTO a VALUES (1)");
    try (var other = database.connect();
        var statement = other.createStatement();
        var builds = Executors.newSingleThreadExecutor()) {
      other.setAutoCommit(false);
      statement.execute("ALTER TABLE a ALTER id TYPE bigint; INSERT INTO a VALUES (2)");
      var building = builds.submit(() -> build(database));
      Await.until("the build waits", Duration.ofSeconds(20), this::somebodyWaitsForALock);

      other.commit();

      assertThat(rows(building.get(), "a")).isEqualTo("1\n2\n");
    }
  }

  @Test
  void aLockThatDoesNotGoAwayIsNotWaitedForForEver() throws SQLException {
    run(database, "CREATE TABLE a (id int)");
    try (var other = database.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE a");

      assertThatThrownBy(() -> build(database))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LOCK_TIMEOUT));
    }
  }

  @Test
  void progressCountsTables() throws SQLException {
    run(database, "CREATE TABLE a (id int); CREATE TABLE b (id int)");
    var marks = new ArrayList<ProgressMark>();

    build(database, Builds.EVERYTHING, marks::add);

    assertThat(marks)
        .containsExactly(
            new ProgressMark("build", 1, 2, "tables"), new ProgressMark("build", 2, 2, "tables"));
  }

  @Test
  void theLoginIsInNoByteOfTheFile() throws SQLException, IOException {
    run(database, "CREATE TABLE a (id int); INSERT INTO a VALUES (1)");

    var file = build(database);

    var unpacked = Files.readString(file.path(), ISO_8859_1);
    assertThat(unpacked + rows(file, "a"))
        .contains("structure.json")
        .doesNotContain(database.password(), database.user(), database.name(), database.host());
  }

  @Test
  void theScratchFolderHoldsTheFileAndNothingElse() throws SQLException, IOException {
    run(database, "CREATE TABLE a (id int)");
    var scratch = Scratch.folder("build");

    var file = build(database, Builds.EVERYTHING, ProgressSink.NONE, scratch);

    assertThat(filesIn(scratch)).containsExactly(file.path());
  }

  @Test
  void aRefusedBuildLeavesNothing() throws SQLException, IOException {
    run(database, "CREATE TABLE a (id int) PARTITION BY LIST (id)");
    var scratch = Scratch.folder("build");

    assertThatThrownBy(() -> build(database, Builds.EVERYTHING, ProgressSink.NONE, scratch))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.STRUCTURE_UNSUPPORTED))
        .hasMessageContaining("a: is a partitioned table");

    assertThat(filesIn(scratch)).isEmpty();
  }

  @Test
  void rowsThatAPolicyHidesAreRefusedAndNotForgotten() throws SQLException {
    run(
        database,
        """
        CREATE TABLE a (id int); INSERT INTO a VALUES (1);
        ALTER TABLE a ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY""");

    assertThatThrownBy(() -> build(database))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.DATABASE_REFUSED));
  }

  @Test
  void aSchemaWithoutTablesIsRefused() {
    assertThatThrownBy(() -> build(database))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.TABLE_MISSING));
  }

  private static String fileName(BuiltFile file) {
    return "sha256-" + file.digest().hex() + ".slipway";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String otherSettings() {
    return """
    ALTER DATABASE %1$s SET timezone = 'Asia/Tokyo';
    ALTER DATABASE %1$s SET datestyle = 'SQL, DMY';
    ALTER DATABASE %1$s SET lc_monetary = 'C.UTF-8';
    ALTER DATABASE %1$s SET quote_all_identifiers = on;
    ALTER DATABASE %1$s SET search_path = public;
    ALTER ROLE %2$s SET intervalstyle = 'sql_standard';
    ALTER ROLE %2$s SET bytea_output = 'escape';
    ALTER ROLE %2$s SET extra_float_digits = -15;
    ALTER ROLE %2$s SET client_encoding = 'LATIN1'"""
        .formatted(database.name(), database.user());
  }

  private static String rowsOrderedBy(String order) {
    return """
    INSERT INTO pages SELECT i, 'page ' || i FROM generate_series(1, 99) i ORDER BY %1$s;
    INSERT INTO bag
      SELECT i %% 7, repeat('b', i %% 5) FROM generate_series(1, 99) i ORDER BY %1$s"""
        .formatted(order);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> !it.equals(folder)).toList();
    }
  }

  private boolean somebodyWaitsForALock() {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var waiting =
            statement.executeQuery(
                "SELECT FROM pg_locks WHERE NOT granted AND relation = 'a'::regclass")) {
      return waiting.next();
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private void runUnchecked(String sql) {
    try {
      run(database, sql);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
