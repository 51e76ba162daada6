package dev.slipway.engine.retention;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes away what a policy does not keep. Whoever is killed at it leaves no backup that only looks
 * like one, and the next one goes on.
 */
public final class Pruning {
  private final ObjectStore store;
  private final Clock clock;
  private final ProgressSink progress;
  private final StoreInventory inventory;
  private final FolderRemoval folders;

  public Pruning(ObjectStore store, Clock clock, ProgressSink progress) {
    this.store = store;
    this.clock = clock;
    this.progress = progress;
    this.inventory = new StoreInventory(store, progress);
    this.folders = new FolderRemoval(store, clock);
  }

  /** What would be taken away now, and why; changes nothing. */
  public List<Decision> plan(PruneRequest request) {
    var items =
        request.environment().isEmpty() ? inventory.all() : inventory.of(request.environment());
    return RetentionPlanner.plan(items, request.policy(), request.referred(), clock.instant());
  }

  public PruneReport prune(PruneRequest request) {
    var decisions = plan(request);
    var going = decisions.stream().filter(it -> !it.kept()).map(Decision::item).toList();
    var removed = new ArrayList<String>();
    var left = new ArrayList<PruneReport.Left>();
    long bytes = 0;
    for (var item : going) {
      var still = remove(item);
      if (still.isEmpty()) {
        removed.add(item.location());
        bytes += item.bytes();
      } else {
        left.add(still.get());
      }
      int done = removed.size() + left.size();
      progress.at(new ProgressMark("prune", done, going.size(), "backups"));
    }
    return new PruneReport(decisions, removed, bytes, left, discard(request.environment()));
  }

  /** Answers how many uploads were given up long ago, and are gone now. */
  private int discard(String environment) {
    try {
      var old =
          store.unfinished(environment.isEmpty() ? "" : environment + "/").stream()
              .filter(it -> it.began().plus(RetentionPlanner.WRITING).isBefore(clock.instant()))
              .toList();
      old.forEach(store::discard);
      return old.size();
    } catch (EngineException e) {
      if (e.code() != FailureCode.STORE_ACCESS_DENIED) {
        throw e;
      }
      return 0; // a bucket's own rule may be all that takes them away
    }
  }

  /** Empty once it is gone. */
  private Optional<PruneReport.Left> remove(StoredItem item) {
    var folder = inventory.folder(item.folder());
    if (folder.isPinned()) {
      return FolderRemoval.left(item.location(), true, "somebody has pinned it meanwhile");
    }
    if (item.kind() == ItemKind.INCOMPLETE && folder.hasManifest()) {
      return FolderRemoval.left(item.location(), true, "somebody has finished it meanwhile");
    }
    var objects =
        item.kind() == ItemKind.UNDO
            ? folder.undoFiles().stream().filter(it -> it.key().equals(item.location())).toList()
            : folder.ofBackup();
    return folders.remove(item.location(), objects);
  }
}
