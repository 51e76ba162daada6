package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.ArchivedStorage;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.ArchiveReading;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is in a backup, object by object and file by file. */
public final class BackupListing {
  private final ObjectStore store;
  private final PostgresClients clients;
  private final Identities identities;

  public BackupListing(ObjectStore store, PostgresClients clients, Identities identities) {
    this.store = store;
    this.clients = clients;
    this.identities = identities;
  }

  /** Reads the storage's archives to their ends, and of the database its table of contents. */
  public Listing list(String location, ProgressSink progress) {
    var manifest = new BackupReader(store).read(location);
    var database = manifest.database();
    var archives = new ArrayList<Archive>();
    for (var it : manifest.storage()) {
      archives.add(archive(it, location, progress));
    }
    return new Listing(location, objects(database, location, progress), archives);
  }

  private List<Listed> objects(BackedUpDatabase database, String location, ProgressSink progress) {
    try (var download = download(location, database.file(), progress)) {
      return DumpContents.read(clients.forMajor(database.client()), download).entries().stream()
          .map(it -> new Listed(it.kind(), it.rest(), rows(it, database)))
          .toList();
    }
  }

  private Archive archive(ArchivedStorage storage, String location, ProgressSink progress) {
    var entries = new ArrayList<ArchiveReading.Entry>();
    try (var download = download(location, storage.file(), progress)) {
      new ArchiveReading(storage.claim()).visit(download.clear(), entries::add);
      download.requireIntact();
      return new Archive(storage.claim(), entries);
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.BACKUP_DAMAGED,
          "%s of %s is no archive; use another backup".formatted(storage.file().name(), location),
          e);
    }
  }

  private PackedDownload download(String location, PackedObject file, ProgressSink progress) {
    return new PackedDownload(store, location, file, identities, progress);
  }

  private static @Nullable Long rows(DumpEntry entry, BackedUpDatabase database) {
    return entry.kind().equals("TABLE DATA")
        ? TableSelection.ownerOf(entry, database).map(TableRows::rows).orElse(null)
        : null;
  }

  /** All of a backup. */
  public record Listing(String location, List<Listed> database, List<Archive> storage) {
    public Listing {
      database = List.copyOf(database);
      storage = List.copyOf(storage);
    }
  }

  /**
   * An object of the database.
   *
   * @param name its schema, its name and its owner
   * @param rows of a table; absent for everything else
   */
  public record Listed(String kind, String name, @Nullable Long rows) {}

  /** A storage folder. */
  public record Archive(String claim, List<ArchiveReading.Entry> entries) {
    public Archive {
      entries = List.copyOf(entries);
    }
  }
}
