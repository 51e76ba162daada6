package dev.slipway.engine.retention;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes one backup away, whatever a policy says. Ways back of releases beside it stay. Done again
 * it goes on where another was stopped, and finds nothing more to do afterwards.
 */
public final class Removal {
  private final ObjectStore store;
  private final FolderRemoval folders;
  private final StoreInventory inventory;

  public Removal(ObjectStore store, Clock clock, ProgressSink progress) {
    this.store = store;
    this.folders = new FolderRemoval(store, clock);
    this.inventory = new StoreInventory(store, progress);
  }

  /**
   * The objects that are gone, with those of its other tries: folders of the same name with a
   * number behind it.
   */
  public List<RemovedFolder> remove(String location) {
    var removed = new ArrayList<RemovedFolder>();
    for (var folder : tries(location)) {
      remove(inventory.folder(folder)).ifPresent(removed::add);
    }
    return removed;
  }

  private Optional<RemovedFolder> remove(StoredFolder folder) {
    var objects = folder.ofBackup();
    if (objects.isEmpty()) {
      return Optional.empty();
    }
    if (folder.isPinned()) {
      throw held(folder.location(), "somebody has pinned it in the store: take the pin away first");
    }
    var bytes = StoredFolder.bytes(objects);
    folders
        .remove(folder.location(), objects)
        .ifPresent(
            left -> {
              if (left.held()) {
                throw held(left.location(), left.why());
              }
              throw new EngineException(FailureCode.STORE_ACCESS_DENIED, left.why());
            });
    return Optional.of(new RemovedFolder(folder.location(), bytes));
  }

  private Set<String> tries(String location) {
    var folder = Pattern.compile("(" + Pattern.quote(location) + "(?:-[1-9][0-9]{0,8})?)/[^/]+");
    var folders = new TreeSet<String>();
    for (var object : store.list(location)) {
      var found = folder.matcher(object.key());
      if (found.matches()) {
        folders.add(found.group(1));
      }
    }
    return folders;
  }

  private static EngineException held(String location, String why) {
    return new EngineException(FailureCode.BACKUP_HELD, location + " stays: " + why);
  }

  /** A folder that is gone. */
  public record RemovedFolder(String location, long bytes) {}
}
