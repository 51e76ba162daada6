package dev.slipway.engine.retention;

import static java.util.Comparator.comparing;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds out what a backups store holds: with one listing, and one small object for each backup.
 * Nothing is hidden, least of all what nobody of ours has written.
 */
public final class StoreInventory {
  /** Environment, id and name. */
  private static final int PARTS_OF_A_KEY = 3;

  private final ObjectStore store;
  private final ProgressSink progress;

  public StoreInventory(ObjectStore store, ProgressSink progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Everything, by environment and then the newest first. */
  public List<StoredItem> all() {
    return items(store.list(""));
  }

  /** What one environment has; needs no right to see others. */
  public List<StoredItem> of(String environment) {
    return items(store.list(environment + "/"));
  }

  /** What is in a folder now. */
  StoredFolder folder(String location) {
    return new StoredFolder(
        location,
        store.list(location + "/").stream().filter(it -> isIn(location, it.key())).toList());
  }

  private List<StoredItem> items(List<StoredObject> objects) {
    var items = new ArrayList<StoredItem>();
    var folders = new TreeMap<String, List<StoredObject>>();
    for (var object : objects) {
      folderOf(object.key())
          .ifPresentOrElse(
              it -> folders.computeIfAbsent(it, _ -> new ArrayList<>()).add(object),
              () -> items.add(stranger(environmentOf(object.key()), object)));
    }
    int done = 0;
    for (var folder : folders.entrySet()) {
      items.addAll(items(new StoredFolder(folder.getKey(), folder.getValue())));
      progress.at(new ProgressMark("list", ++done, folders.size(), "folders"));
    }
    items.sort(
        comparing(StoredItem::environment)
            .thenComparing(StoredItem::at, (one, other) -> other.compareTo(one))
            .thenComparing(StoredItem::location));
    return items;
  }

  private List<StoredItem> items(StoredFolder folder) {
    return Stream.of(
            folder.undoFiles().stream().map(it -> undo(folder, it)),
            folder.strangers().stream().map(it -> stranger(folder.environment(), it)),
            Stream.of(folder).filter(it -> !it.ofBackup().isEmpty()).map(this::backup))
        .flatMap(it -> it)
        .toList();
  }

  private StoredItem backup(StoredFolder folder) {
    if (!folder.hasManifest()) {
      return folder.isSealed()
          ? item(folder, ItemKind.HALF, "its manifest is gone: it is being taken away")
          : item(
              folder, ItemKind.INCOMPLETE, "has no manifest: it is being written, or was given up");
    }
    try {
      return item(folder, new BackupReader(store).read(folder.location(), folder.names()));
    } catch (EngineException e) {
      if (e.code() == FailureCode.OBJECT_MISSING) {
        return item(folder, ItemKind.HALF, "its manifest has just gone");
      }
      if (!isAboutTheManifest(e.code())) {
        throw e;
      }
      return item(folder, ItemKind.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isAboutTheManifest(FailureCode code) {
    return switch (code) {
      case BACKUP_DAMAGED, FORMAT_UNKNOWN -> true;
      default -> false;
    };
  }

  private static StoredItem item(StoredFolder folder, BackupManifest manifest) {
    return new StoredItem(
        folder.environment(),
        folder.location(),
        manifest.scope() == BackupScope.CONFIGURATION ? ItemKind.CHECKPOINT : ItemKind.BACKUP,
        manifest.scope(),
        manifest.started(),
        StoredFolder.bytes(folder.ofBackup()),
        manifest.description(),
        folder.verified(),
        folder.isPinned(),
        "");
  }

  private static StoredItem item(StoredFolder folder, ItemKind kind, String note) {
    return new StoredItem(
        folder.environment(),
        folder.location(),
        kind,
        null,
        folder.lastWritten(),
        StoredFolder.bytes(folder.ofBackup()),
        "",
        folder.verified(),
        folder.isPinned(),
        note);
  }

  private static StoredItem undo(StoredFolder folder, StoredObject file) {
    return single(folder.environment(), file, ItemKind.UNDO, folder.isPinned(), "");
  }

  private static StoredItem stranger(String environment, StoredObject object) {
    return single(environment, object, ItemKind.UNKNOWN, false, "nothing that Slipway writes");
  }

  private static StoredItem single(
      String environment, StoredObject object, ItemKind kind, boolean pinned, String note) {
    return new StoredItem(
        environment,
        object.key(),
        kind,
        null,
        object.written(),
        object.bytes(),
        "",
        null,
        pinned,
        note);
  }

  /** Empty for what lies beside them all. */
  private static String environmentOf(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }

  /** Empty for what lies in no folder of an environment. */
  private static Optional<String> folderOf(String key) {
    var parts = key.split("/", -1);
    return parts.length == PARTS_OF_A_KEY
        ? Optional.of(parts[0] + "/" + parts[1])
        : Optional.empty();
  }

  private static boolean isIn(String location, String key) {
    return folderOf(key).filter(location::equals).isPresent();
  }
}
