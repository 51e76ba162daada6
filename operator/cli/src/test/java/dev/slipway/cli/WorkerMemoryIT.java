package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Merged;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of a node's memory a worker takes. */
class WorkerMemoryIT {
  private static final int LIMIT_MEGABYTES = 128;

  /** Four files are read side by side, each through a decompressor of its own. */
  private static final int LIMIT_OF_A_JOIN = 140;

  private static final int MEGABYTE = 1024 * 1024;
  private static final String EMPTY = "CREATE TABLE lines (id int PRIMARY KEY, a text, b text)";
  private static final String ROWS =
      "INSERT INTO lines SELECT i, md5(i::text), md5((i + 1)::text) FROM generate_series(1, 300000)"
          + " i";
  private static final String A_LONG_ONE =
      "INSERT INTO lines SELECT 0, string_agg(md5(i::text), ''), '' FROM generate_series(1, 450000)"
          + " i";
  private static final String RULES = "{\"userDefined\": \"Overwrite\"}";

  private static final int PAGES = 150_000;
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

  /** Each file is larger than the heap, and its rows have to be sorted by what tells them apart. */
  @Test
  void staysSmallHoweverMuchIsJoined() throws IOException {
    var preset = Scratch.folder("preset");
    Files.writeString(
        preset.resolve("preset.yaml"),
        """
        name: sample
        merging: {entries: [options]}
        tables:
          - {table: pages, rule: Overwrite, merged: {UpsertBy: [name]}}
          - {table: parts, rule: Overwrite, merged: Upsert, references: {page: pages.id}}
        """);
    bench.knowing(new AppKnowledge(null, preset.toString(), "", false));
    var base = built("");
    var sources =
        Stream.of("one", "two", "three").map(it -> built(team(it))).toArray(String[]::new);

    var merged = done(bench.merge(base, sources), Merged.class);

    assertThat(merged.conflicts()).isZero();
    assertThat(merged.rows()).isEqualTo(2 * (PAGES + 3 * 1000));
    assertThat(highest).isBetween(20, LIMIT_OF_A_JOIN - 1);
  }

  private static String toBeJoined() {
    return """
    CREATE TABLE pages (id bigserial PRIMARY KEY, name text UNIQUE, title text, options json);
    CREATE TABLE parts (name text PRIMARY KEY, page bigint REFERENCES pages, body text);
    INSERT INTO pages (name, title, options)
    SELECT md5(i::text), repeat(md5((i + 1)::text), 10), json_build_object('n', i)
      FROM generate_series(1, %s) AS i;
    INSERT INTO parts SELECT md5(id::text), id, repeat(name, 10) FROM pages;
    """
        .formatted(PAGES);
  }

  /** Rows of which each source has drawn the same keys for its own, and one that is long. */
  private static String team(String name) {
    return """
    INSERT INTO pages (name, title, options)
    SELECT '%1$s-' || i, '', '{}' FROM generate_series(1, 1000) AS i;
    INSERT INTO parts SELECT name, id, '' FROM pages WHERE name LIKE '%1$s-%%';
    UPDATE pages SET title = repeat('%1$s', 200000) WHERE name = '%1$s-1';
    """
        .formatted(name);
  }

  private String built(String changes) {
    var database = WorkerBench.database(toBeJoined() + changes);
    return bench.done(bench.build(database, RULES), Built.class).file();
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
