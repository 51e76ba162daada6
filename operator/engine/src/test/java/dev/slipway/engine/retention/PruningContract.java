package dev.slipway.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.StoredObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is listed and pruned in every store. */
interface PruningContract {
  RetentionPolicy LAST_TWO =
      new RetentionPolicy(2, 0, 0, 0, ZoneOffset.UTC, null, RetentionPolicy.RELEASES);

  /** Objects are written now, and this is when they are old. */
  Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));

  ObjectStore store();

  @Test
  default void listsWhatIsThereByWhatItIs() {
    var backups = new FakeBackups(store());
    backups.full("crm/1", "2026-11-01T00:00:00Z");
    backups.database("crm/2", "2026-11-02T00:00:00Z");
    backups.checkpoint("crm/3", "2026-11-03T00:00:00Z", "customer page");
    backups.part("crm/4", "database.dump.zst");
    backups.part("crm/run-1", "undo-run-1-abc.slipway");
    backups.full("shop/1", "2026-11-01T00:00:00Z");
    SmallObject.write(store(), "probe-uid", "probe");
    SmallObject.write(store(), "crm/1/notes.txt", "mine");
    SmallObject.write(store(), "crm/1/own/deep.txt", "mine");
    new VerifiedMarks(store(), Clock.fixed(Instant.parse("2026-11-05T00:00:00Z"), ZoneOffset.UTC))
        .leave("crm/1", VerifiedMark.How.SCRATCH);
    new Pins(store()).pin("crm/2");

    var all = new StoreInventory(store(), ProgressSink.NONE).all();
    var crm = new StoreInventory(store(), ProgressSink.NONE).of("crm");

    assertThat(all)
        .extracting(it -> it.kind().word() + " " + it.location())
        .containsExactlyInAnyOrder(
            "unknown probe-uid",
            "backup crm/1",
            "unknown crm/1/notes.txt",
            "unknown crm/1/own/deep.txt",
            "backup crm/2",
            "checkpoint crm/3",
            "incomplete crm/4",
            "undo crm/run-1/undo-run-1-abc.slipway",
            "backup shop/1");
    assertThat(crm).hasSize(all.size() - 2).allMatch(it -> it.environment().equals("crm"));
    var first = at(all, "crm/1");
    assertThat(first.at()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(first.verified())
        .isEqualTo(
            new VerifiedMark(Instant.parse("2026-11-05T00:00:00Z"), VerifiedMark.How.SCRATCH));
    assertThat(at(all, "crm/2").pinned()).isTrue();
    assertThat(at(all, "crm/3").description()).isEqualTo("customer page");
  }

  @Test
  default void saysOfABackupWithAnotherManifestThatItCannotBeRead() {
    var backups = new FakeBackups(store());
    backups.full("crm/1", "2026-11-01T00:00:00Z");
    store().delete("crm/1/manifest.json");
    SmallObject.write(store(), "crm/1/manifest.json", "{\"formatVersion\": 1}");

    var all = new StoreInventory(store(), ProgressSink.NONE).all();
    var pruned = prune(store(), LAST_TWO);

    assertThat(all).extracting(StoredItem::kind).containsExactly(ItemKind.UNREADABLE);
    assertThat(all.getFirst().note()).contains("crm/1");
    assertThat(pruned.removed()).isEmpty();
  }

  @Test
  default void asksForNoMoreThanAListingAndAManifestEach() {
    var backups = new FakeBackups(store());
    for (int i = 0; i < 30; i++) {
      backups.database("crm/" + i, "2026-11-01T00:00:00Z");
    }
    var watched = new WatchedStore(store());

    var all = new StoreInventory(watched, ProgressSink.NONE).all();

    assertThat(all).hasSize(30);
    assertThat(watched.calls()).isEqualTo(31);
  }

  @Test
  default void takesAwayWhatIsNotKeptAndNothingElse() {
    var backups = new FakeBackups(store());
    backups.full("crm/old", "2026-11-01T00:00:00Z");
    backups.full("crm/pinned", "2026-11-02T00:00:00Z");
    backups.full("crm/referred", "2026-11-03T00:00:00Z");
    backups.full("crm/kept", "2026-11-04T00:00:00Z");
    backups.full("crm/newest", "2026-11-05T00:00:00Z");
    backups.full("shop/other", "2026-10-01T00:00:00Z");
    backups.part("crm/leftover", "database.dump.zst");
    SmallObject.write(store(), "crm/old/notes.txt", "mine");
    new Pins(store()).pin("crm/pinned");
    var request = new PruneRequest("crm", LAST_TWO, List.of("crm/referred"));

    var planned = new Pruning(store(), LATER, ProgressSink.NONE).plan(request);
    var before = keys(store());
    var pruned = new Pruning(store(), LATER, ProgressSink.NONE).prune(request);

    assertThat(pruned.decisions()).isEqualTo(planned);
    assertThat(pruned.removed()).containsExactlyInAnyOrder("crm/old", "crm/leftover");
    assertThat(pruned.left()).isEmpty();
    assertThat(pruned.bytes()).isPositive();
    assertThat(keys(store()))
        .containsExactlyElementsOf(
            before.stream()
                .filter(it -> !it.startsWith("crm/leftover/"))
                .filter(it -> !it.startsWith("crm/old/") || it.equals("crm/old/notes.txt"))
                .toList());
  }

  @Test
  default void leavesWhatSomebodyMayBeWriting() {
    var backups = new FakeBackups(store());
    backups.part("crm/1", "database.dump.zst");
    backups.full("crm/2", "2026-11-02T00:00:00Z");

    var now = new Pruning(store(), Clock.systemUTC(), ProgressSink.NONE);
    var pruned = now.prune(new PruneRequest("", LAST_TWO, List.of()));

    assertThat(pruned.removed()).isEmpty();
    assertThat(keys(store())).contains("crm/1/database.dump.zst");
  }

  @Test
  @SuppressWarnings("resource") // as a writer that was killed
  default void discardsUploadsThatNobodyHasFinishedForADay() throws IOException {
    store().create("crm/1/database.dump.zst").stream().write(new byte[20 << 20]);
    var request = new PruneRequest("crm", LAST_TWO, List.of());

    var now = new Pruning(store(), Clock.systemUTC(), ProgressSink.NONE).prune(request);
    var meanwhile = store().unfinished("crm").size();
    var later = new Pruning(store(), LATER, ProgressSink.NONE).prune(request);

    assertThat(now.discarded()).isZero();
    assertThat(meanwhile).isEqualTo(1);
    assertThat(later.discarded()).isEqualTo(1);
    assertThat(store().unfinished("crm")).isEmpty();
  }

  @Test
  default void goesOnWhereAnotherWasKilledAndLeavesNoBackupThatIsNone() {
    for (int deletes = 0; deletes < 9; deletes++) {
      var environment = "crm-" + deletes;
      var backups = new FakeBackups(store());
      for (int day = 1; day <= 4; day++) {
        backups.full(environment + "/" + day, "2026-11-0" + day + "T00:00:00Z");
      }
      var request = new PruneRequest(environment, LAST_TWO, List.of());
      var killed =
          new Pruning(
              new WatchedStore(store()).killedAfterDeletes(deletes), LATER, ProgressSink.NONE);

      if (deletes < 8) {
        assertThatThrownBy(() -> killed.prune(request)).isInstanceOf(WatchedStore.Killed.class);
      } else {
        killed.prune(request);
      }

      var inventory = new StoreInventory(store(), ProgressSink.NONE);
      for (var item : inventory.of(environment)) {
        assertThat(item.kind()).isIn(ItemKind.BACKUP, ItemKind.HALF);
        if (item.kind() == ItemKind.BACKUP) {
          assertThat(store().list(item.location() + "/")).hasSize(4);
        }
      }
      var next = new Pruning(store(), LATER, ProgressSink.NONE).prune(request);
      assertThat(next.left()).isEmpty();
      assertThat(inventory.of(environment))
          .extracting(StoredItem::location)
          .containsExactly(environment + "/4", environment + "/3");
    }
  }

  @Test
  default void pinsAndUnpinsAgain() {
    new FakeBackups(store()).full("crm/1", "2026-11-01T00:00:00Z");
    var pins = new Pins(store());

    pins.pin("crm/1");
    pins.pin("crm/1");
    assertThat(at(all(), "crm/1").pinned()).isTrue();
    pins.unpin("crm/1");
    pins.unpin("crm/1");

    assertThat(at(all(), "crm/1").pinned()).isFalse();
    assertThatThrownBy(() -> pins.pin("crm/2"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("crm/2");
  }

  @Test
  default void leavesWhatIsPinnedWhileItIsAtWork() {
    var backups = new FakeBackups(store());
    backups.full("crm/1", "2026-11-01T00:00:00Z");
    backups.full("crm/2", "2026-11-02T00:00:00Z");
    backups.full("crm/3", "2026-11-03T00:00:00Z");
    var late =
        new Pruning(
            store(),
            LATER,
            mark -> {
              if (mark.step().equals("list")) {
                new Pins(store()).pin("crm/1");
              }
            });

    var pruned = late.prune(new PruneRequest("crm", LAST_TWO, List.of()));

    assertThat(pruned.left())
        .extracting(PruneReport.Left::location, PruneReport.Left::held)
        .containsExactly(tuple("crm/1", true));
    assertThat(at(all(), "crm/1").kind()).isEqualTo(ItemKind.BACKUP);
  }

  private List<StoredItem> all() {
    return new StoreInventory(store(), ProgressSink.NONE).all();
  }

  private static PruneReport prune(ObjectStore store, RetentionPolicy policy) {
    return new Pruning(store, LATER, ProgressSink.NONE)
        .prune(new PruneRequest("", policy, List.of()));
  }

  private static List<String> keys(ObjectStore store) {
    return store.list("").stream().map(StoredObject::key).toList();
  }

  private static StoredItem at(List<StoredItem> items, String location) {
    return items.stream().filter(it -> it.location().equals(location)).findFirst().orElseThrow();
  }
}
