package dev.slipway.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.bench.NocoBaseSample;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Configuration that is kept and put back, with business going on. */
class CheckpointIT {
  private static final PostgresInstallation INSTALLATION = PostgresInstallation.oldest();
  private static final String PAGES =
      """
      CREATE TABLE pages (name text PRIMARY KEY, body text);
      CREATE TABLE orders (id int PRIMARY KEY, amount int, note text);
      INSERT INTO pages VALUES ('home', 'first'), ('shop', 'first');
      INSERT INTO orders VALUES (1, 10, 'a'), (2, 20, 'b');
      """;
  private static final String PAGES_ARE_CONFIGURATION =
      "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"Overwrite\"}]}";

  private final CheckpointBench bench = new CheckpointBench();

  @Test
  void configurationIsPutBackAndBusinessGoesOn() {
    assertPutBack(NocoBaseSample.production(AppDatabase.fresh(INSTALLATION)));
  }

  @Test
  void soItIsInTheRealOne() {
    assertPutBack(NocoBaseFixture.load("nb_prod", INSTALLATION));
  }

  private void assertPutBack(AppDatabase app) {
    bench.nocoBase(app, "1");
    var configuration = bench.configuration("1");
    var before = app.rows("public");
    app.run(
        """
        UPDATE roles SET title = title || ' since';
        DELETE FROM "uiSchemas" WHERE "x-uid" = (SELECT min("x-uid") FROM "uiSchemas");
        INSERT INTO roles (name, title, "createdAt", "updatedAt") VALUES ('newcomer', 'since', now(), now());
        ALTER TABLE orders ADD COLUMN since text;
        UPDATE orders SET since = 'written since';
        CREATE TABLE "madeSince" (id int PRIMARY KEY);
        INSERT INTO "madeSince" VALUES (1);
        """);
    var meanwhile = app.rows("public");

    bench.restore(app, "1", "run-1");

    var after = app.rows("public");
    assertThat(configuration).contains("public.roles", "public.\"uiSchemas\"");
    assertThat(only(configuration, after)).isEqualTo(only(configuration, before));
    assertThat(except(configuration, after)).isEqualTo(except(configuration, meanwhile));
    assertThat(after).containsKey("public.\"madeSince\"");
  }

  @Test
  void equalConfigurationHasOneDigestWhateverTheBusiness() {
    var app = pages();

    var first = bench.generic(app, "1", PAGES_ARE_CONFIGURATION);
    app.run("INSERT INTO orders VALUES (3, 30, 'c')");
    var second = bench.generic(app, "2", PAGES_ARE_CONFIGURATION);
    app.run("UPDATE pages SET body = 'second' WHERE name = 'home'");
    var third = bench.generic(app, "3", PAGES_ARE_CONFIGURATION);

    assertThat(first.scope()).isEqualTo(BackupScope.CONFIGURATION);
    assertThat(first.description()).isEqualTo("of a test");
    assertThat(second.configuration()).isEqualTo(first.configuration());
    assertThat(third.configuration()).isNotEqualTo(first.configuration());
    assertThat(bench.generic(app, "1", PAGES_ARE_CONFIGURATION)).isEqualTo(first);
  }

  @Test
  void nothingIsKeptWhereNothingTellsWhatConfigurationIs() throws IOException {
    var app = pages();

    var refused = refused(() -> bench.generic(app, "1", "{}"));

    assertThat(refused.code()).isEqualTo(FailureCode.RULES_ILLEGAL);
    assertThat(refused).hasMessageContaining("preset").hasMessageContaining("Overwrite");
    assertThat(new BackupReader(bench.store()).find("crm/1")).isEmpty();
    assertThat(bench.store().list("")).isEmpty();
    try (var left = Files.list(bench.scratch())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aColumnThatWasDroppedComesBackEmptyAndOneThatCameStays() {
    var app = pages();
    bench.generic(app, "1", PAGES_ARE_CONFIGURATION);
    app.run(
        """
        ALTER TABLE orders DROP COLUMN note;
        ALTER TABLE orders ADD COLUMN since text DEFAULT 'since';
        UPDATE pages SET body = 'second';
        """);

    bench.restore(app, "1", "run-1");

    assertThat(app.values("SELECT concat_ws(' ', id, amount, since) FROM public.orders ORDER BY 1"))
        .containsExactly("1 10 since", "2 20 since");
    assertThat(app.values("SELECT count(note) FROM public.orders")).containsExactly("0");
    assertThat(app.values("SELECT DISTINCT body FROM public.pages")).containsExactly("first");
  }

  @Test
  void whatHasChangedInATableOfTheBusinessIsNotTakenBackUnlessSomebodySaysSo() {
    var app = pages();
    bench.generic(app, "1", PAGES_ARE_CONFIGURATION);
    app.run(
        """
        ALTER TABLE orders ADD CONSTRAINT small CHECK (amount < 1000);
        ALTER TABLE orders ALTER COLUMN amount SET NOT NULL;
        UPDATE pages SET body = 'second';
        """);
    var versions = app.versions("public");

    var refused = refused(() -> bench.restore(app, "1", "run-1"));

    assertThat(refused.code()).isEqualTo(FailureCode.STRUCTURE_UNSUPPORTED);
    assertThat(refused.findings()).extracting(it -> it.id()).contains("business-structure:orders");
    assertThat(app.versions("public")).isEqualTo(versions);

    var accepting =
        CheckpointBench.SETTINGS.withAccept(
            List.of(new Acceptance("business-structure:orders", "it was a mistake")));
    bench.restore(app, "1", "run-1", accepting, Identities.NONE);

    assertThat(app.values("SELECT DISTINCT body FROM public.pages")).containsExactly("first");
    assertThat(app.values("SELECT count(*) FROM public.orders")).containsExactly("2");
  }

  @Test
  void aRunPutsItBackOnce() {
    var app = pages();
    bench.generic(app, "1", PAGES_ARE_CONFIGURATION);
    app.run("UPDATE pages SET body = 'second'");

    var first = bench.restore(app, "1", "run-1");
    app.run("UPDATE pages SET body = 'third'");
    var again = bench.restore(app, "1", "run-1");

    assertThat(again).isEqualTo(first);
    assertThat(app.values("SELECT DISTINCT body FROM public.pages")).containsExactly("third");
    assertThat(app.values("SELECT step FROM slipway.ledger")).containsExactly("Restore");
  }

  @Test
  void aRestoredCheckpointIsTakenBackByItsUndoFile() {
    var app = pages();
    bench.generic(app, "1", PAGES_ARE_CONFIGURATION);
    app.run("UPDATE pages SET body = 'second' WHERE name = 'home'");
    var before = app.rows("public");
    var kept = new CheckpointBench.Kept();
    bench.restore(app, "1", "run-1", CheckpointBench.SETTINGS.withUndo(kept), Identities.NONE);

    try (var file = kept.open()) {
      bench.undo(app, file, "back");
    }

    assertThat(app.rows("public")).isEqualTo(before);
  }

  @Test
  void aByteThatFlippedAnywhereIsNoticedBeforeTheTargetIsTouched() throws IOException {
    var app = pages();
    bench.generic(app, "1", PAGES_ARE_CONFIGURATION);
    app.run("UPDATE pages SET body = 'second'");
    var versions = app.versions("public");
    for (var name : List.of("configuration.slipway", "manifest.json")) {
      var file = bench.object("crm/1/" + name);
      var whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 23)) {
        var damaged = whole.clone();
        damaged[at] ^= 1;
        Files.write(file, damaged);

        var refused = refused(() -> bench.restore(app, "1", "run-1"));

        assertThat(refused.code()).as("%s at %s", name, at).isEqualTo(FailureCode.BACKUP_DAMAGED);
      }
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertThat(refused(() -> bench.restore(app, "1", "run-1")).code())
          .isEqualTo(FailureCode.BACKUP_DAMAGED);
      Files.write(file, whole);
    }
    assertThat(app.versions("public")).isEqualTo(versions);
    bench.restore(app, "1", "run-1");
    assertThat(app.values("SELECT DISTINCT body FROM public.pages")).containsExactly("first");
  }

  @Test
  void aBackupIsNoCheckpointAndNothingIsNeither() {
    var refused =
        refused(
            () ->
                new CheckpointRestore(
                        bench.store(), Identities.NONE, bench.scratch(), ProgressSink.NONE)
                    .fetch("crm/none", bench.scratch()));

    assertThat(refused.code()).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
  }

  private static AppDatabase pages() {
    var app = AppDatabase.fresh(INSTALLATION);
    app.run(PAGES);
    return app;
  }

  private static EngineException refused(ThrowingCallable call) {
    return catchThrowableOfType(EngineException.class, call);
  }

  private static Map<String, List<String>> only(
      Set<String> tables, Map<String, List<String>> rows) {
    var kept = new TreeMap<>(rows);
    kept.keySet().retainAll(tables);
    return kept;
  }

  private static Map<String, List<String>> except(
      Set<String> tables, Map<String, List<String>> rows) {
    var kept = new TreeMap<>(rows);
    kept.keySet().removeAll(tables);
    return kept;
  }
}
