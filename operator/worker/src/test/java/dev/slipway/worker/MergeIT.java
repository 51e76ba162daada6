package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.MergeOrder;
import dev.slipway.engine.order.Merged;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.WorkOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of the releases store, joined by a worker. */
class MergeIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text); INSERT INTO pages VALUES ('home',"
          + " '');";
  private static final String RULES = "{\"userDefined\": \"Overwrite\"}";

  private final WorkerBench bench = new WorkerBench();
  private String base;

  @BeforeEach
  void aCommonAncestor() {
    base = built("");
  }

  @Test
  void theJoinedFileIsInTheStoreAndDoneAgainItIsTheSame() {
    var one = built("INSERT INTO pages VALUES ('one', '')");
    var other = built("INSERT INTO pages VALUES ('other', '')");

    var merged = bench.done(order(one, other, List.of()), Merged.class);
    var again = bench.done(order(one, other, List.of()), Merged.class);

    assertThat(merged.rows()).isEqualTo(3);
    assertThat(merged.conflicts()).isZero();
    assertThat(merged.brought())
        .containsExactlyInAnyOrder(
            new Merged.Brought("dev/one", one, 1, 0, 0),
            new Merged.Brought("dev/other", other, 1, 0, 0));
    assertThat(again).isEqualTo(merged);
    assertThat(bench.objects().stream().map(Path::toString))
        .anyMatch(it -> it.endsWith(String.valueOf(merged.file()).replace(":", "-") + ".slipway"));
  }

  @Test
  void whatIsContestedIsReportedInTheStoreAndInShort() throws IOException {
    var one = built("UPDATE pages SET body = 'secret of one'");
    var other = built("UPDATE pages SET body = 'secret of other'");

    var report = bench.carryOut(order(one, other, List.of()));

    assertThat(report.reason()).isEqualTo("MergeConflict");
    assertThat(report.message()).contains("pages {name=home}", "body").doesNotContain("secret");
    var merged = WorkerBench.result(report, Merged.class);
    assertThat(merged.file()).isNull();
    assertThat(merged.conflicts()).isEqualTo(1);
    assertThat(merged.first().getFirst().key()).isEqualTo("{name=home}");
    var kept = bench.objects().stream().filter(it -> it.toString().contains("/merges/")).toList();
    assertThat(kept).hasSize(1);
    assertThat(Files.readString(kept.getFirst()))
        .contains("\"pages\"", "\"home\"")
        .doesNotContain("secret");
    var decision =
        new MergeOrder.Decision("pages", new TreeMap<>(Map.of("name", "home")), "dev/other");
    assertThat(bench.done(order(one, other, List.of(decision)), Merged.class).file()).isNotNull();
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysIsRefusedAndNothingIsWritten() throws IOException {
    var one = built("INSERT INTO pages VALUES ('one', '')");
    var other = built("INSERT INTO pages VALUES ('other', '')");
    var before = bench.objects();
    for (var damaged : List.of(one, base)) {
      var object = bench.object("releases/files/%s.slipway".formatted(damaged.replace(":", "-")));
      var whole = Files.readAllBytes(object);
      var flipped = whole.clone();
      flipped[whole.length / 2] ^= 1;
      Files.write(object, flipped);

      var report = bench.carryOut(order(one, other, List.of()));

      assertThat(report.reason()).isEqualTo("DigestMismatch");
      assertThat(bench.objects()).isEqualTo(before);
      Files.write(object, whole);
    }
    assertThat(bench.done(order(one, other, List.of()), Merged.class).rows()).isEqualTo(3);
  }

  @Test
  void moreConflictsThanAReportHoldsAreCounted() {
    var many =
        "INSERT INTO pages SELECT repeat('k', 200) || n, '%s' FROM generate_series(1, 1500) AS n";
    var report =
        bench.carryOut(
            order(built(many.formatted("one")), built(many.formatted("two")), List.of()));

    assertThat(ReportJson.write(report).length).isLessThanOrEqualTo(ReportJson.MAX_BYTES);
    assertThat(WorkerBench.result(report, Merged.class).conflicts()).isEqualTo(1500);
  }

  @Test
  void whatOneSourceHasBroughtBeforeIsNotTakenForRemovedByAnother() {
    var one = built("INSERT INTO pages VALUES ('one', '')");
    var other = built("DELETE FROM pages");
    var joined = bench.done(order(one, other, List.of()), Merged.class);
    var third = built("INSERT INTO pages VALUES ('third', '')");

    base = String.valueOf(joined.file());
    var traced = bench.done(order(one, third, List.of()), Merged.class);

    assertThat(traced.base()).isEqualTo(base);
    assertThat(traced.removed()).isZero();
    assertThat(traced.brought())
        .containsExactlyInAnyOrder(
            new Merged.Brought("dev/one", one, 1, 0, 0),
            new Merged.Brought("dev/other", third, 1, 0, 0));
  }

  private String built(String changes) {
    var database = WorkerBench.database(TABLES + changes);
    return bench.done(bench.build(database, RULES), Built.class).file();
  }

  private WorkOrder order(String one, String other, List<MergeOrder.Decision> resolve) {
    return new MergeOrder(
        WorkOrder.FORMAT_VERSION,
        bench.step("Merge"),
        bench.releases(),
        AppKnowledge.NONE,
        base,
        true,
        List.of(new MergeOrder.Source("dev/one", one), new MergeOrder.Source("dev/other", other)),
        resolve);
  }
}
