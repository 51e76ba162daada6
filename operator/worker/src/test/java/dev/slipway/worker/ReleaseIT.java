package dev.slipway.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.Undone;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker does to a file on its way from one database to another. */
class ReleaseIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text);"
          + "CREATE TABLE orders (id int PRIMARY KEY, amount int);";
  private static final String LINKS = "CREATE TABLE links (page text REFERENCES pages)";
  private static final String RULES =
      "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"Overwrite\"}]}";

  private final WorkerBench bench = new WorkerBench();
  private Database source;
  private Database target;

  @BeforeEach
  void twoDatabases() {
    source =
        WorkerBench.database(TABLES + "INSERT INTO pages VALUES ('home', 'new'), ('about', '')");
    target =
        WorkerBench.database(TABLES + "INSERT INTO pages VALUES ('home', 'old'), ('gone', '')");
  }

  @Test
  void aFileIsBuiltPreviewedAndAppliedAndAllOfItTwice() {
    var built = bench.done(bench.build(source, RULES), Built.class);
    var builtAgain = bench.done(bench.attempt(2).build(source, RULES), Built.class);
    var preview = bench.done(bench.preview(target, built.file()), Previewed.class);
    var previewAgain = bench.done(bench.preview(target, built.file()), Previewed.class);
    var applied =
        bench.done(bench.apply(target, built.file(), preview.preview(), false), Applied.class);
    var appliedAgain = bench.done(bench.attempt(3).apply(target, built.file()), Applied.class);

    assertThat(built.rows()).isEqualTo(2);
    assertThat(builtAgain).isEqualTo(built);
    assertThat(previewAgain)
        .usingRecursiveComparison()
        .ignoringFields("applyMillis")
        .isEqualTo(preview);
    assertThat(preview.applyMillis()).isNotNull();
    assertThat(applied)
        .isEqualTo(new Applied(built.file(), preview.preview(), 1, 1, 1, 0, applied.undo()));
    assertThat(appliedAgain).isEqualTo(applied);
    assertThat(WorkerBench.ask(target, "SELECT string_agg(name, ',' ORDER BY name) FROM pages"))
        .isEqualTo("about,home");
  }

  @Test
  void rowsOfAWithheldTableStayWhereTheyAre() {
    var report = bench.carryOut(bench.build(source, "{\"userDefined\": \"Overwrite\"}", "ord*"));

    assertThat(report.reason()).isEqualTo("RulesIllegal");
    assertThat(report.message()).contains("orders", "exports.deny").doesNotContain("pages");
    assertThat(bench.objects()).isEmpty();
  }

  @Test
  void aWithheldTableMayTakeItsStructureAlong() {
    var built = bench.done(bench.build(source, RULES, "orders"), Built.class);

    assertThat(built.tables()).isEqualTo(1);
  }

  @Test
  void dataIsLostOnlyWhereTheOrderAllowsIt() {
    WorkerBench.execute(
        target,
        "ALTER TABLE orders ALTER amount TYPE numeric(10, 4); INSERT INTO orders VALUES (1,"
            + " 1.2345)");
    var file = bench.done(bench.build(source, RULES), Built.class).file();

    var refused = bench.carryOut(bench.preview(target, file));
    var refusedAgain = bench.carryOut(bench.apply(target, file));
    bench.destructive();
    bench.done(bench.preview(target, file), Previewed.class);
    bench.done(bench.attempt(2).apply(target, file), Applied.class);

    assertThat(refused.message()).contains("orders.amount", "destructive").doesNotContain("1.2345");
    assertThat(refusedAgain.reason()).isEqualTo(refused.reason());
    assertThat(WorkerBench.ask(target, "SELECT string_agg(amount::text, ',') FROM orders"))
        .isEqualTo("1");
  }

  @Test
  void aFileThatIsNotInTheStoreIsNamed() {
    var missing = "sha256:" + "0".repeat(64);

    for (var order : List.of(bench.preview(target, missing), bench.apply(target, missing))) {
      var report = bench.carryOut(order);

      assertThat(report.reason()).isEqualTo("FileNotInStore");
      assertThat(report.message()).contains("files/sha256-000", WorkerBench.BUCKET, "copy it");
    }
  }

  @Test
  void aFlippedByteInTheStoreChangesNothing() throws IOException {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    flipAByteOf(bench.object("releases/files/" + Digest.parse(file).fileName()));

    for (var order :
        List.of(
            bench.preview(target, file), bench.apply(target, file), bench.build(source, RULES))) {
      var report = bench.carryOut(order);

      assertThat(report.reason()).isEqualTo("DigestMismatch");
      assertThat(WorkerBench.ask(target, "SELECT string_agg(body, ',' ORDER BY name) FROM pages"))
          .isEqualTo(",old");
      assertThat(WorkerBench.ask(target, "SELECT to_regnamespace('slipway')")).isEqualTo("null");
    }
  }

  @Test
  void aPreviewThatSomebodyChangedIsNoticed() throws IOException {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    var preview = bench.done(bench.preview(target, file), Previewed.class);
    var name = "sha256-" + Digest.parse(preview.preview()).hex() + ".json";
    var object = bench.object("releases/environments/crm.crm-prod/previews/" + name);
    Files.writeString(
        object, Files.readString(object).replace("\"removed\" : 1", "\"removed\" : 0"));

    var report = bench.carryOut(bench.preview(target, file));

    assertThat(preview.location()).startsWith("s3://" + WorkerBench.BUCKET + "/").endsWith(name);
    assertThat(report.reason()).isEqualTo("ObjectExists");
    assertThat(report.message()).contains(name, "changed");
  }

  @Test
  void aDifferenceThatIsNotCarriedOverIsRefusedInItsWords() {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    WorkerBench.execute(target, "CREATE RULE quiet AS ON UPDATE TO pages DO ALSO NOTHING");

    var report = bench.carryOut(bench.preview(target, file));

    assertThat(report.reason()).isEqualTo("StructureUnsupported");
    assertThat(report.message()).contains("pages", "quiet");
    assertThat(bench.objects()).hasSize(1);
  }

  @Test
  void aTargetThatChangedSinceItsPreviewIsLeftAlone() {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    var preview = bench.done(bench.preview(target, file), Previewed.class);
    WorkerBench.execute(target, "UPDATE pages SET body = 'meanwhile'");

    var report = bench.carryOut(bench.apply(target, file, preview.preview(), false));

    assertThat(report.reason()).isEqualTo("PreviewStale");
    assertThat(WorkerBench.ask(target, "SELECT count(*) FROM pages")).isEqualTo("2");
  }

  @Test
  void askedOnlyItBeginsNothing() {
    var file = bench.done(bench.build(source, RULES), Built.class).file();

    var before = bench.carryOut(bench.askWhetherApplied(target, file));
    var applied = bench.done(bench.attempt(2).apply(target, file), Applied.class);
    var after = bench.done(bench.attempt(3).askWhetherApplied(target, file), Applied.class);

    assertThat(before.reason()).isEqualTo("NotApplied");
    assertThat(after).isEqualTo(applied);
  }

  @Test
  void aReleaseIsTakenBackOnceByTheFileThatItKept() {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    var undo = requireNonNull(bench.done(bench.apply(target, file), Applied.class).undo());
    WorkerBench.execute(target, "INSERT INTO orders VALUES (1, 7)");

    var undone = bench.done(bench.run("run-2").undo(target, "run-1", undo), Undone.class);
    var again = bench.done(bench.attempt(2).undo(target, "run-1", undo), Undone.class);

    assertThat(undo.location()).startsWith("crm-prod/run-1/undo-run-1-");
    assertThat(again).isEqualTo(undone);
    assertThat(
            WorkerBench.ask(
                target, "SELECT string_agg(name || '=' || body, ',' ORDER BY name) FROM pages"))
        .isEqualTo("gone=,home=old");
    assertThat(WorkerBench.ask(target, "SELECT count(*) FROM orders")).isEqualTo("1");
  }

  @Test
  void theLastReleaseIsTakenBackByTheFileThatTheLedgerNames() {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    bench.done(bench.apply(target, file), Applied.class);
    WorkerBench.execute(target, "INSERT INTO orders VALUES (1, 7)");

    var undone = bench.done(bench.run("run-2").undo(target, "run-1", null), Undone.class);
    var again = bench.done(bench.attempt(2).undo(target, "run-1", null), Undone.class);
    var another = bench.carryOut(bench.run("run-3").undo(target, "run-1", null));
    var never = bench.carryOut(bench.run("run-4").undo(target, "run-0", null));

    assertThat(again).isEqualTo(undone);
    assertThat(another.reason()).isEqualTo("LedgerDisagrees");
    assertThat(never.reason()).isEqualTo("NotApplied");
    assertThat(WorkerBench.ask(target, "SELECT body FROM pages WHERE name = 'home'"))
        .isEqualTo("old");
    assertThat(WorkerBench.ask(target, "SELECT count(*) FROM orders")).isEqualTo("1");
  }

  @Test
  void aReleaseThatAnotherCameAfterIsNotTakenBackByName() {
    var first = bench.done(bench.build(source, RULES), Built.class).file();
    bench.done(bench.apply(target, first), Applied.class);
    WorkerBench.execute(source, "UPDATE pages SET body = 'newer'");
    var second = bench.done(bench.run("run-2").build(source, RULES), Built.class).file();
    bench.done(bench.apply(target, second), Applied.class);

    var refused = bench.carryOut(bench.run("run-3").undo(target, "run-1", null));

    assertThat(refused.reason()).isEqualTo("LedgerDisagrees");
    assertThat(refused.message()).contains(first, second);
    assertThat(WorkerBench.ask(target, "SELECT body FROM pages WHERE name = 'home'"))
        .isEqualTo("newer");
  }

  @Test
  void whatWasChangedSinceIsNotTakenBack() {
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    var undo = requireNonNull(bench.done(bench.apply(target, file), Applied.class).undo());
    WorkerBench.execute(target, "UPDATE pages SET body = 'meanwhile' WHERE name = 'home'");

    var report = bench.carryOut(bench.run("run-2").undo(target, "run-1", undo));

    assertThat(report.reason()).isEqualTo("ChangedSince");
    assertThat(report.message()).contains("pages").doesNotContain("meanwhile");
    assertThat(WorkerBench.ask(target, "SELECT body FROM pages WHERE name = 'home'"))
        .isEqualTo("meanwhile");
  }

  @Test
  void progressIsWrittenAsLinesOfJson() {
    bench.done(bench.build(source, RULES), Built.class);

    assertThat(bench.output().lines())
        .contains("{\"progress\":{\"step\":\"build\",\"done\":2,\"total\":2,\"unit\":\"tables\"}}");
  }

  @Test
  void whatHangsOnTheReleaseIsNotTakenAwayWithIt() {
    WorkerBench.execute(source, LINKS);
    WorkerBench.execute(target, LINKS);
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    var applied = bench.done(bench.apply(target, file), Applied.class);
    WorkerBench.execute(target, "INSERT INTO links VALUES ('about')");

    var refused = bench.carryOut(bench.undo(target, "run-1", requireNonNull(applied.undo())));

    assertThat(refused.reason()).isIn("ChangedSince", "OtherTablesTouched");
    assertThat(WorkerBench.ask(target, "SELECT count(*) FROM links")).isEqualTo("1");
  }

  @Test
  void aViewOfWhatTheReleaseAddedIsNotTakenAwayWithIt() {
    WorkerBench.execute(source, "ALTER TABLE orders ADD COLUMN note text");
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    var applied = bench.done(bench.apply(target, file), Applied.class);
    WorkerBench.execute(target, "CREATE VIEW notes AS SELECT note FROM orders");

    var refused = bench.carryOut(bench.undo(target, "run-1", requireNonNull(applied.undo())));

    assertThat(refused.reason()).isEqualTo("ChangedSince");
  }

  private static void flipAByteOf(Path object) throws IOException {
    var bytes = Files.readAllBytes(object);
    bytes[bytes.length / 2] ^= 1;
    Files.write(object, bytes);
  }
}
