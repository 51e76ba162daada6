package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.CutConnection;
import dev.slipway.engine.bench.CutConnection.Side;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that wait beside the target: who loads them, who finds them, who drops them. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class StagesIT {
  private static final String APP =
      """
      CREATE TYPE mood AS ENUM ('good', 'bad');
      CREATE TABLE pages (id int PRIMARY KEY, title text COLLATE "C", mood mood);
      CREATE TABLE blocks (id int PRIMARY KEY, body json);
      CREATE TABLE hints (text varchar(20));
      CREATE TABLE orders (id int PRIMARY KEY);
      INSERT INTO orders VALUES (1), (2);
      """;
  private static final Attempt ATTEMPT = new Attempt("run", "preview", 1, "environment");
  private static final String STAGES =
      "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'slipway\\_stage%' ORDER BY 1";
  private static final String LOADED = "SELECT stage || versions FROM slipway_stage_run.loaded";

  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  StagesIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createApp() {
    source.run(APP);
    target.run(APP);
    source.run(
        """
        INSERT INTO pages SELECT n, 'page ' || n, 'good' FROM generate_series(1, 300) AS n;
        INSERT INTO blocks VALUES (1, '{"a":  1}'), (2, NULL);
        INSERT INTO hints VALUES ('one'), ('two'), (NULL);
        """);
    target.run("INSERT INTO pages VALUES (1, 'mine', 'bad'), (2, 'page 2', 'good')");
    Releases.order(target, 0, "before");
  }

  @Test
  void aPreviewOfARunLeavesItsRowsWhereThatRunFindsThem() {
    var preview = Releases.migration(target).preview(file(), ATTEMPT);
    var loaded = target.values(LOADED);

    Releases.migration(target).preview(file(), ATTEMPT);

    assertThat(loaded).hasSize(3);
    assertThat(target.values(LOADED)).containsExactlyInAnyOrderElementsOf(loaded);
    assertThat(
            target.values(
                """
                SELECT DISTINCT relpersistence::text FROM pg_class
                 WHERE relnamespace = 'slipway_stage_run'::regnamespace AND relname LIKE 'rows%'
                   AND relkind = 'r'\
                """))
        .containsExactly("u");
    assertThat(Releases.apply(target, file())).isEqualTo(MigrationReport.of(preview));
    assertIsApplied();
  }

  @Test
  void stagingIsInvisibleToTheTarget() throws SQLException {
    var versions = target.versions("public");
    var catalog = catalog();

    Releases.migration(target).preview(file(), ATTEMPT);

    assertThat(target.versions("public")).isEqualTo(versions);
    assertThat(catalog()).isEqualTo(catalog);
    assertThat(Releases.migration(target).preview(file()).findings()).isEmpty();
  }

  @Test
  void aPreviewOfNoRunLeavesNothing() {
    Releases.migration(target).preview(file());

    assertThat(target.values(STAGES)).isEmpty();
  }

  @Test
  void aSuccessorGoesOnWhereItsPredecessorWasKilled() throws SQLException {
    var file = file();
    int place = 0;
    var known = List.<String>of();
    boolean applied = false;
    try (var killer = target.sessions().open()) {
      while (!applied) {
        place++;
        applied =
            worked(
                file,
                CutConnection.over(target.sessions().open(), killer, place, Side.BEFORE),
                place);
        if (!target.values(STAGES).isEmpty()) {
          assertThat(target.values(LOADED)).containsAll(known);
          known = target.values(LOADED);
        }
      }
    }

    assertThat(known).hasSize(3);
    assertIsApplied();
  }

  @Test
  void aRowThatIsAlteredBesideTheTargetIsNoticed() {
    Releases.migration(target).preview(file(), ATTEMPT);
    target.run(
        """
        DO $$ DECLARE stage regclass; BEGIN
          SELECT attrelid INTO STRICT stage FROM pg_attribute
           WHERE attname = 'title' AND attrelid::regclass::text LIKE 'slipway_stage%';
          EXECUTE format('UPDATE %s SET title = ''forged'' WHERE id = 7', stage);
        END $$\
        """);

    Releases.apply(target, file());

    assertIsApplied();
  }

  @Test
  void anyAlterationAfterLoadingIsSeenInTheTransactionThatWrites() throws Exception {
    for (var alteration :
        List.of(
            "UPDATE %s SET id = id WHERE id = 7",
            "DELETE FROM %s WHERE id = 7", "TRUNCATE %s", "INSERT INTO %s (id) VALUES (999)")) {
      try (var connection = target.sessions().open()) {
        var session = new TargetSession(connection, "public");
        var stages = StageSchema.of("run");
        StagedMigration staged;
        try (var _ = Transaction.begin(connection)) {
          staged =
              StagedMigration.plan(
                  session, new Wanted.Release(file(), false), Releases.SETTINGS, stages);
        }
        var loaded = new LoadedStages(session, file(), stages, null, staged.waiting());
        loaded.load();
        var pages =
            staged.overwritten().stream()
                .filter(it -> it.table().name().equals("pages"))
                .findFirst()
                .orElseThrow();

        target.run(alteration.formatted(pages.stage().name()));

        try (var _ = Transaction.begin(connection)) {
          assertThat(loaded.keep()).as(alteration).isFalse();
        }
        loaded.load();
        try (var _ = Transaction.begin(connection)) {
          assertThat(loaded.keep()).isTrue();
        }
      }
    }
  }

  @Test
  void aStageOfAnotherFileOrOfOtherTypesIsLoadedAnew() {
    Releases.migration(target).preview(file(), ATTEMPT);
    source.run("UPDATE blocks SET body = '7'; ALTER TABLE pages ALTER title TYPE varchar(90)");
    target.run("ALTER TABLE hints ALTER text TYPE text; INSERT INTO hints VALUES ('three')");

    Releases.migration(target, Releases.DESTRUCTIVE).apply(file(), Releases.order(target, 1));

    assertIsApplied();
  }

  @Test
  void nothingIsLeftOfAnApplyThatSucceedsOrIsRefused() {
    var order = Releases.order(target, 1);
    var approved = new MigrationOrder(order.attempt(), order.token(), file().digest());
    Releases.migration(target).preview(file(), ATTEMPT);

    assertThatThrownBy(() -> Releases.migration(target).apply(file(), approved))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PREVIEW_STALE));

    assertNothingIsLeft();
    Releases.apply(target, file());
    assertNothingIsLeft();
  }

  @Test
  void whatDeadRunsLeftIsDroppedAndThatOfTheLivingKept() throws SQLException {
    for (var run : List.of("unknown", "ended", "silent", "busy", "beating", "in_use")) {
      Releases.migration(target).preview(file(), new Attempt(run, "preview", 1, "environment"));
    }
    target.run("CREATE SCHEMA slipway_stage_of_somebody");
    var order = Releases.order(target, 1);
    try (var busy = target.sessions().open();
        var user = target.sessions().open()) {
      int pid =
          Integer.parseInt(AppDatabase.valuesOver(busy, "SELECT pg_backend_pid()").getFirst());
      target.run(
          """
          INSERT INTO slipway.run (token, run, step, attempt, environment, heartbeat, ended_at,
                                   backend_pid, backend_start)
          SELECT -1, 'ended', 's', 1, 'e', now(), now(), NULL::int, NULL::timestamptz
          UNION ALL SELECT -2, 'silent', 's', 1, 'e', now() - interval '2 min', NULL, %1$s, now()
          UNION ALL SELECT -3, 'beating', 's', 1, 'e', now(), NULL, NULL, NULL
          UNION ALL SELECT -4, 'busy', 's', 1, 'e', now() - interval '2 min', NULL, pid, backend_start
                      FROM pg_stat_activity WHERE pid = %1$s\
          """
              .formatted(pid));
      StageSchema.of("in_use").use(new TargetSession(user, "public"));

      Releases.migration(target).apply(file(), order);
    }

    assertThat(target.values(STAGES))
        .containsExactly(
            "slipway_stage_beating",
            "slipway_stage_busy",
            "slipway_stage_in_use",
            "slipway_stage_of_somebody");
  }

  @Test
  void anOvertakenWorkerLeavesTheStageToItsSuccessor() {
    var overtaken = Releases.order(target, 1);
    Releases.migration(target).preview(file(), ATTEMPT);
    var loaded = target.values(LOADED);
    Releases.order(target, 2);

    assertThatThrownBy(() -> Releases.migration(target).apply(file(), overtaken))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SUPERSEDED));

    assertThat(target.values(LOADED)).containsExactlyInAnyOrderElementsOf(loaded);
  }

  private void assertNothingIsLeft() {
    assertThat(target.values(STAGES)).isEmpty();
    assertThat(
            target.values(
                """
                SELECT query FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()
                   AND backend_type = 'client backend'\
                """))
        .isEmpty();
    assertThat(
            target.values(
                """
                SELECT l.mode FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                 WHERE d.datname = current_database() AND l.pid <> pg_backend_pid()\
                """))
        .isEmpty();
  }

  private void assertIsApplied() {
    assertThat(target.rows("public"))
        .containsAllEntriesOf(source.rows("public"))
        .containsEntry("public.orders", List.of("(1)", "(2)"));
    assertThat(target.values(STAGES)).isEmpty();
  }

  /** A worker that dies with its connection: it opens no other one to clean up. */
  private boolean worked(MigrationFileReader file, Connection connection, int attempt) {
    try {
      Releases.migration(once(connection)).apply(file, Releases.order(target, attempt));
    } catch (EngineException e) {
      assertThat(e.code()).isIn(FailureCode.CONNECTION_LOST, FailureCode.DATABASE_UNREACHABLE);
    }
    var done = target.value("SELECT count(*) FROM slipway.ledger WHERE run = 'run'").equals("1");
    if (done) {
      Releases.migration(target).apply(file, Releases.order(target, attempt + 1));
    }
    return done;
  }

  private static Supplier<Connection> once(Connection connection) {
    Queue<Connection> connections = new ArrayDeque<>(List.of(connection));
    return () -> {
      if (connections.isEmpty()) {
        throw new EngineException(FailureCode.DATABASE_UNREACHABLE, "this worker is dead");
      }
      return connections.remove();
    };
  }

  private Catalog catalog() throws SQLException {
    try (var connection = target.sessions().open();
        var _ = Transaction.begin(connection)) {
      return CatalogReader.read(connection, "public");
    }
  }

  private MigrationFileReader file() {
    return ReleaseFile.overwriting(source, folder, "pages", "blocks", "hints");
  }
}
