package dev.slipway.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.Undone;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.postgres.Database;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a way back where somebody has written since the release. */
class WrittenSinceIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text);"
          + "CREATE TABLE orders (id int PRIMARY KEY);";
  private static final String RULES =
      "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"Overwrite\"}]}";

  private final WorkerBench bench = new WorkerBench();
  private Database target;
  private RestoreOrder back;
  private UndoFile undo;

  @BeforeEach
  void backedUpAndReleased() {
    var source =
        WorkerBench.database(
            TABLES
                + "ALTER TABLE orders ADD COLUMN note text DEFAULT 'none';"
                + "INSERT INTO pages VALUES ('home', 'new')");
    target =
        WorkerBench.database(
            TABLES
                + "INSERT INTO pages VALUES ('home', 'old');"
                + "INSERT INTO orders VALUES (1), (2)");
    var location = bench.done(bench.backUp(target, "b1"), BackedUp.class).location();
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    undo = requireNonNull(bench.done(bench.apply(target, file), Applied.class).undo());
    back = bench.restore(target, location).ifUntouched();
  }

  @Test
  void theBackupComesBackByItselfWhereNobodyWrote() {
    bench.done(back, Restored.class);

    assertThat(pages()).isEqualTo("old");
  }

  @Test
  void itTakesNobodysRowsAway() {
    writes("INSERT INTO orders (id) VALUES (3)", "orders");

    var refused = bench.carryOut(back);

    assertThat(refused.reason()).isEqualTo("ChangedSince");
    assertThat(refused.message()).contains("orders").doesNotContain("pages");
    assertThat(pages()).isEqualTo("new");
    assertThat(WorkerBench.ask(target, "SELECT count(*) FROM orders")).isEqualTo("3");
  }

  @Test
  void itNoticesRowsThatWentOrWereChanged() {
    writes("DELETE FROM orders WHERE id = 1", "orders");

    assertThat(bench.carryOut(back).reason()).isEqualTo("ChangedSince");
  }

  @Test
  void itNoticesThatATableWasEmptied() {
    WorkerBench.execute(target, "TRUNCATE orders");

    assertThat(bench.carryOut(back).reason()).isEqualTo("ChangedSince");
  }

  @Test
  void countsThatBeganAnewProveNothing() {
    WorkerBench.execute(
        target,
        "UPDATE slipway.ledger SET report = regexp_replace(report, '\"counting\":\"[^\"]*\"',"
            + " '\"counting\":\"another start of the server\"')");

    var refused = bench.carryOut(back);

    assertThat(refused.message()).contains("any table");
    assertThat(pages()).isEqualTo("new");
  }

  @Test
  void theUndoKeepsTheRowsAndSaysSo() {
    writes("INSERT INTO orders (id) VALUES (3)", "orders");

    var report = bench.carryOut(bench.undo(target, "run-1", undo));
    var again = bench.carryOut(bench.attempt(2).undo(target, "run-1", undo));

    assertThat(WorkerBench.result(report, Undone.class).undone()).isEqualTo("run-1");
    assertThat(report.message())
        .endsWith("; what was written since to other rows stays, in orders");
    assertThat(again.message()).isEqualTo("run run-1 is taken back");
    assertThat(WorkerBench.ask(target, "SELECT count(*) FROM orders")).isEqualTo("3");
  }

  /** The server counts a session a moment after its end. */
  private void writes(String sql, String table) {
    var counted =
        "SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables WHERE relname = '%s'"
            .formatted(table);
    var before = WorkerBench.ask(target, counted);
    WorkerBench.execute(target, sql);
    Await.until(
        "the write is counted",
        Duration.ofSeconds(20),
        () -> !WorkerBench.ask(target, counted).equals(before));
  }

  private String pages() {
    return WorkerBench.ask(target, "SELECT body FROM pages");
  }
}
