package dev.slipway.engine.apply;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.CutConnection;
import dev.slipway.engine.bench.CutConnection.Side;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class UndoIT {
  private static final String APP =
      """
      CREATE TABLE pages (id serial PRIMARY KEY, slug text NOT NULL UNIQUE, seen int);
      CREATE TABLE orders (id int PRIMARY KEY, total numeric);
      CREATE TABLE visits (at timestamptz);
      INSERT INTO pages (slug) VALUES ('home'), ('shop');
      INSERT INTO orders VALUES (1, 1.0), (2, 2.00);
      INSERT INTO visits VALUES ('2026-01-01 00:00Z');
      """;

  /** A test that reaches fewer places than the last time proves less than it says. */
  private static final int KNOWN_PLACES = 72;

  private final AppDatabase source;
  private final AppDatabase target;
  private KeptFiles keeper;
  @TempDir private Path folder;

  UndoIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
    this.keeper = new KeptFiles(Path.of("."));
  }

  @BeforeEach
  void createApps() {
    keeper = new KeptFiles(folder);
    source.run(APP);
    target.run(APP);
    source.run(
        """
        UPDATE pages SET slug = 'start' WHERE id = 1;
        INSERT INTO pages (slug) VALUES ('new');
        ALTER TABLE orders ADD COLUMN note text DEFAULT 'none';
        CREATE TABLE themes (name text PRIMARY KEY);
        INSERT INTO themes VALUES ('dark');
        """);
  }

  @Test
  void whatOthersWroteElsewhereStaysAndIsNotWrittenAgain() {
    var pages = "SELECT p::text FROM public.pages AS p ORDER BY id";
    var before = target.values(pages);
    release("one");
    target.run("INSERT INTO orders (id, total) VALUES (3, 3); DELETE FROM visits");
    target.run("INSERT INTO visits VALUES ('2026-02-02 00:00Z')");
    var versions = target.versions("public");

    var report = undo("back");

    assertThat(target.values(pages)).isEqualTo(before);
    assertThat(target.versions("public").get("public.visits"))
        .isEqualTo(versions.get("public.visits"));
    assertThat(target.values("SELECT ctid || ' ' || xmin || o FROM public.orders AS o"))
        .hasSize(3)
        .allMatch(it -> !it.contains("none"));
    assertThat(target.values("SELECT tablename FROM pg_tables WHERE tablename = 'themes'"))
        .isEmpty();
    assertThat(report.file()).isEqualTo(released().digest());
  }

  @Test
  void sequencesDoNotGoBack() {
    release("one");

    undo("back");

    assertThat(target.value("SELECT nextval('public.pages_id_seq')")).isEqualTo("4");
  }

  @Test
  void withoutAKeeperNothingIsKeptAndTheReportSaysSo() {
    var report = Releases.apply(target, file());

    assertThat(report.undo()).isNull();
  }

  @Test
  void aKeptFileHasTheTargetsRowsAndWhatItTakesBack() {
    var report = release("one");

    try (var kept = keeper.open()) {
      assertThat(report.undo()).isNotNull();
      assertThat(kept.digest()).isEqualTo(requireNonNull(report.undo()).file());
      var undoing = requireNonNull(kept.manifest().undoes());
      assertThat(undoing.run()).isEqualTo("one");
      assertThat(undoing.createdTables()).containsExactly("themes");
      assertThat(kept.manifest().tables())
          .filteredOn(it -> it.rows() != null)
          .extracting(it -> it.name() + requireNonNull(it.rows()).count())
          .containsExactly("pages2");
    }
  }

  @Test
  void rowsThatWereChangedSinceAreNotOverwrittenUntilSomebodySaysSo() {
    release("one");
    target.run("UPDATE pages SET slug = 'users' WHERE id = 2; INSERT INTO themes VALUES ('light')");
    var before = target.versions("public");

    try (var kept = keeper.open()) {
      var refused = refusal(() -> undo("back"));

      assertThat(refused.code()).isEqualTo(FailureCode.CHANGED_SINCE);
      assertThat(refused.findings())
          .extracting(Finding::inWords)
          .containsExactly(
              "pages: has values that the change did not leave there;"
                  + " accept it to have it overwritten, or take the rows aside",
              "themes: has 2 rows where the change left 1;"
                  + " accept it to have it overwritten, or take the rows aside");
      assertThat(target.versions("public")).isEqualTo(before);

      settled(accepting("changed-since:pages", "changed-since:themes"), kept, "overruled");
    }
    assertThat(target.values("SELECT slug FROM public.pages ORDER BY id"))
        .containsExactly("home", "shop");
  }

  @Test
  void aColumnThatOthersHaveFilledIsNotDroppedUntilSomebodySaysSo() {
    release("one");
    target.run("UPDATE orders SET note = 'mine' WHERE id = 1");

    var refused = refusal(() -> undo("back"));

    assertThat(refused.findings())
        .extracting(Finding::inWords)
        .containsExactly(
            "orders.note: 1 rows hold another value than the column began with;"
                + " accept it to drop them with the column, or take them aside");
    try (var kept = keeper.open()) {
      settled(accepting("column-holds-values:orders.note"), kept, "overruled");
    }
    assertThat(target.values("SELECT o::text FROM public.orders AS o ORDER BY id"))
        .containsExactly("(1,1.0)", "(2,2.00)");
  }

  @Test
  void aStructureThatWasChangedSinceIsNamed() {
    release("one");
    target.run("ALTER TABLE orders ADD COLUMN mine int; CREATE TABLE own (id int)");

    var refused = refusal(() -> undo("back"));

    assertThat(refused.findings()).extracting(Finding::id).containsExactly("changed-since:orders");
  }

  @Test
  void aReleaseIsNotUndoneAndAnUndoFileNotApplied() {
    release("one");

    try (var kept = keeper.open()) {
      assertRefused(FailureCode.ORDER_INVALID, () -> Releases.apply(target, kept));
      assertRefused(FailureCode.ORDER_INVALID, () -> Releases.migration(target).preview(kept));
    }
    assertRefused(
        FailureCode.ORDER_INVALID,
        () -> migration().undo(file(), Releases.undoOrder(target, 2, "two")));
    assertRefused(FailureCode.ORDER_INVALID, () -> migration().previewUndo(file()));
  }

  @Test
  void theSameUndoAnswersFromTheLedgerAndAnotherOneIsRefused() {
    release("one");
    var report = undo("back");
    keeper = kept(0);

    assertThat(undo("back")).isEqualTo(report);
    assertRefused(FailureCode.LEDGER_DISAGREES, () -> undo("again"));
  }

  @Test
  void whatWasUndoneIsNotReportedAsAppliedAndNotAppliedAgain() {
    var before = target.rows("public");
    release("one");
    undo("back");

    assertRefused(FailureCode.LEDGER_DISAGREES, () -> release("one"));
    assertRefused(
        FailureCode.LEDGER_DISAGREES,
        () -> migration().find(file().digest(), Releases.order(target, 3, "one")));
    assertThat(target.rows("public")).isEqualTo(before);
  }

  @Test
  void ofManyUndosAtOnceOneIsCarriedOut() throws InterruptedException, ExecutionException {
    var before = target.rows("public");
    release("one");
    var start = new CyclicBarrier(4);
    var outcomes = new ArrayList<Future<String>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 1; number <= 4; number++) {
        int attempt = number;
        outcomes.add(threads.submit(() -> undoneAtOnce(attempt, start)));
      }
    }

    for (var outcome : outcomes) {
      assertThat(outcome.get()).isIn("Done", "Superseded", "ConnectionLost");
    }
    assertThat(outcomes).anyMatch(it -> it.resultNow().equals("Done"));
    assertThat(target.rows("public")).isEqualTo(before);
    assertThat(target.values("SELECT step FROM slipway.ledger WHERE step = 'Undo'")).hasSize(1);
  }

  @Test
  void releasesAreUndoneInTheOppositeOrder() {
    var before = target.rows("public");
    release("one");
    source.run("UPDATE pages SET slug = 'third' WHERE id = 1");
    release("two");
    var first = kept(0);
    var second = kept(1);

    keeper = first;
    var refused = refusal(() -> undo("back"));

    assertThat(refused.findings())
        .filteredOn(it -> it.kind().equals("later-change"))
        .extracting(Finding::inWords)
        .containsExactly("pages: was changed by run two since; undo that first");
    keeper = second;
    undo("back-two");
    keeper = first;
    undo("back-one");
    assertThat(target.rows("public")).isEqualTo(before);
  }

  @Test
  void anotherDatabaseKnowsNothingOfIt() {
    release("one");
    Releases.order(source, 1);

    try (var kept = keeper.open()) {
      assertRefused(
          FailureCode.NOT_APPLIED,
          () -> Releases.migration(source).undo(kept, Releases.undoOrder(source, 2, "back")));
    }
  }

  @Test
  void aDamagedFileChangesNothing() throws IOException {
    release("one");
    var whole = Files.readAllBytes(keeper.last());
    var before = target.versions("public");

    for (int place = 0; place < whole.length; place += 331) {
      var bytes = whole.clone();
      bytes[place] ^= 1;
      var path = Files.write(folder.resolve("damaged"), bytes);

      var refused = refusal(() -> undo(path));

      assertThat(refused.code())
          .as("byte %s", place)
          .isIn(FailureCode.FILE_DAMAGED, FailureCode.LEDGER_DISAGREES, FailureCode.NOT_APPLIED);
    }
    assertThat(target.versions("public")).isEqualTo(before);
  }

  @Test
  void whereNothingCanBeKeptNothingIsChanged() {
    var before = target.versions("public");
    var settings =
        Releases.SETTINGS.withUndo(
            (_, _) -> {
              throw new IOException("No space left on device");
            });

    assertThatThrownBy(
            () -> Releases.migration(target, settings).apply(file(), Releases.order(target, 1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device");
    assertThat(target.versions("public")).isEqualTo(before);
    assertThat(target.values("SELECT run FROM slipway.ledger")).isEmpty();
  }

  @Test
  void aKeeperThatTakesItsTimeDoesNotLoseTheSession() {
    var settings =
        Releases.SETTINGS.withUndo(
            (_, _) -> target.run("SELECT pg_sleep(16)")); // longer than a session may say nothing

    var report = Releases.migration(target, settings).apply(file(), Releases.order(target, 1));

    assertThat(report.undo()).isNotNull();
  }

  @Test
  void whileSomebodyHoldsATableNothingIsChanged() throws SQLException {
    release("one");
    var before = target.rows("public");
    var hasty = settings().withLockPatience(Duration.ofMillis(300));

    try (var other = target.sessions().open();
        var kept = keeper.open()) {
      other.setAutoCommit(false);
      AppDatabase.valuesOver(other, "SELECT 1 FROM public.orders");

      assertRefused(
          FailureCode.LOCK_TIMEOUT,
          () ->
              Releases.migration(target, hasty).undo(kept, Releases.undoOrder(target, 2, "back")));
    }
    assertThat(target.rows("public")).isEqualTo(before);
  }

  @Test
  void equalTargetsGiveEqualFiles() throws IOException {
    release("one");
    var first = Files.readAllBytes(keeper.last());
    undo("back");
    target.run("DELETE FROM slipway.ledger");

    release("one");

    assertThat(Files.readAllBytes(keeper.last())).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void diedAtAnyStatementItHasDoneNothingOrAll(Side side) throws SQLException {
    var before = target.rows("public");
    release("one");
    var after = target.versions("public");
    int place = side == Side.BEFORE ? -1 : 0;

    try (var killer = target.sessions().open();
        var kept = keeper.open()) {
      while (target.values("SELECT run FROM slipway.ledger").size() == 1) {
        place += 2; // the odd ones on one side, the even ones on the other
        var outcome = outcome(cut(killer, place, side), kept, place);
        boolean isDone = target.values("SELECT run FROM slipway.ledger").size() == 2;
        assertThat(outcome).isEqualTo(isDone ? "Done" : "ConnectionLost");
        if (!isDone) {
          assertThat(target.versions("public")).isEqualTo(after);
        }
      }
    }

    assertThat(target.rows("public")).isEqualTo(before);
    assertThat(place).isGreaterThanOrEqualTo(KNOWN_PLACES);
  }

  private String outcome(Supplier<Connection> sessions, MigrationFileReader kept, int number) {
    try {
      Releases.migration(sessions, settings())
          .undo(kept, Releases.undoOrder(target, number, "back"));
      return "Done";
    } catch (EngineException e) {
      return e.code().reason();
    }
  }

  /** The first session is cut, those after it are sound. */
  private Supplier<Connection> cut(Connection killer, int place, Side side) throws SQLException {
    var sessions = new ArrayDeque<Connection>();
    sessions.add(CutConnection.over(target.sessions().open(), killer, place, side));
    return () -> sessions.isEmpty() ? target.sessions().open() : sessions.remove();
  }

  private MigrationReport release(String run) {
    try (var file = file()) {
      return migration().apply(file, Releases.order(target, 1, run));
    }
  }

  private MigrationReport undo(String run) {
    try (var kept = keeper.open()) {
      return migration().undo(kept, Releases.undoOrder(target, 1, run));
    }
  }

  private String undoneAtOnce(int attempt, CyclicBarrier start)
      throws InterruptedException, BrokenBarrierException {
    try (var kept = MigrationFileReader.open(keeper.at(0))) {
      start.await();
      migration().undo(kept, Releases.undoOrder(target, attempt, "back"));
      return "Done";
    } catch (EngineException e) {
      return e.code().reason();
    }
  }

  private void undo(Path path) {
    try (var kept = MigrationFileReader.open(path)) {
      migration().undo(kept, Releases.undoOrder(target, 1, "back"));
    }
  }

  private void settled(MigrationSettings settings, MigrationFileReader kept, String run) {
    Releases.migration(target, settings).undo(kept, Releases.undoOrder(target, 1, run));
  }

  private Migration migration() {
    return Releases.migration(target, settings());
  }

  private MigrationSettings settings() {
    return Releases.SETTINGS.withUndo(keeper);
  }

  private MigrationSettings accepting(String... ids) {
    var accepted = List.of(ids).stream().map(it -> new Acceptance(it, "it is only a test"));
    return settings().withAccept(accepted.toList());
  }

  private MigrationFileReader released() {
    return MigrationFileReader.open(keeper.at(0));
  }

  /** The keeper again, as if the file of this number had been its last. */
  private KeptFiles kept(int number) {
    return keeper.upTo(number);
  }

  private MigrationFileReader file() {
    return ReleaseFile.overwriting(source, folder, "pages", "themes");
  }

  private static EngineException refusal(ThrowingCallable call) {
    return catchThrowableOfType(EngineException.class, call);
  }

  private static void assertRefused(FailureCode code, ThrowingCallable call) {
    assertThat(refusal(call).code()).isEqualTo(code);
  }
}
