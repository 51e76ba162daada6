package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.worker.WorkerBench;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much of a node's memory a worker takes. */
class WorkerMemoryIT {
  private static final int LIMIT_MEGABYTES = 128;
  private static final int MEGABYTE = 1024 * 1024;
  private static final String EMPTY = "CREATE TABLE lines (id int PRIMARY KEY, a text, b text)";
  private static final String ROWS =
      "INSERT INTO lines SELECT i, md5(i::text), md5((i + 1)::text) FROM generate_series(1, 300000) i";
  private static final String A_LONG_ONE =
      "INSERT INTO lines SELECT 0, string_agg(md5(i::text), ''), '' FROM generate_series(1, 450000) i";
  private static final String RULES = "{\"userDefined\": \"Overwrite\"}";

  private final WorkerBench bench = new WorkerBench();
  private int highest;

  @Test
  void staysSmallHoweverManyRowsThereAre() {
    var source = WorkerBench.database(EMPTY + ";" + ROWS + ";" + A_LONG_ONE);
    var target = WorkerBench.database(EMPTY);

    var file = done(bench.build(source, RULES), Built.class).file();
    done(bench.preview(target, file), WorkResult.class);
    done(bench.apply(target, file), WorkResult.class);
    var backup = done(bench.backUp(target, "b1"), BackedUp.class);
    done(bench.restore(target, backup.location()), WorkResult.class);

    assertThat(rows(target)).isEqualTo("300001");
    assertThat(highest).isBetween(20, LIMIT_MEGABYTES - 1);
  }

  /** In far more parts than one, of which none may be held twice. */
  @Test
  void staysSmallHoweverMuchIsStored() throws IOException {
    var database = WorkerBench.database(EMPTY);
    var uploads = Scratch.folder("uploads");
    var content = new byte[MEGABYTE];
    var random = new Random(7);
    try (var file = Files.newOutputStream(uploads.resolve("film"))) {
      for (int i = 0; i < 100; i++) {
        random.nextBytes(content);
        file.write(content);
      }
    }
    var mount = new StorageMount("uploads", uploads.toString(), List.of());

    var backup = done(bench.backUp(database, "b1", mount), BackedUp.class);
    done(bench.restore(database, backup.location(), mount), WorkResult.class);

    assertThat(backup.bytes()).isGreaterThan(100L * MEGABYTE);
    assertThat(uploads.resolve("film")).hasSize(100L * MEGABYTE);
    assertThat(highest).isBetween(20, LIMIT_MEGABYTES - 1);
  }

  private <T extends WorkResult> T done(WorkOrder order, Class<T> kind) {
    try (var worker = WorkerProcess.start(bench, order)) {
      var result = WorkerBench.result(worker.report(), kind);

      highest = Math.max(highest, worker.peakMegabytes());
      return result;
    }
  }

  private static String rows(Database database) {
    return WorkerBench.ask(database, "SELECT count(*) FROM lines");
  }
}
