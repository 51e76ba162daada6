package dev.slipway.engine.proof;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.ArchivedStorage;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.DatabaseSnapshot;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.check.AppChecks;
import dev.slipway.engine.check.QueryCheck;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.restore.BackupRestore;
import dev.slipway.engine.storage.ArchiveReading;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Proves a backup by restoring it: into a database of its own on any server, where its rows are
 * counted and questions are asked of it. Every byte is read and compared with its checksum on the
 * way. What is left of it afterwards is nothing; what a proof leaves that was killed, the next one
 * drops.
 */
public final class ScratchProof {
  private final ObjectStore store;
  private final PostgresClients clients;
  private final Identities identities;

  /**
   * @param identities that open what was encrypted
   */
  public ScratchProof(ObjectStore store, PostgresClients clients, Identities identities) {
    this.store = store;
    this.clients = clients;
    this.identities = identities;
  }

  /**
   * Answers only for a backup that came back whole, with all of its rows, and passed all
   * assertions.
   *
   * @param server a login that may create databases; the one that it names is only logged in to
   * @param assertions queries on the restored database, which name the app's tables as the app does
   */
  public Proof prove(
      String location, Sessions server, List<QueryCheck> assertions, ProgressSink progress) {
    long began = System.nanoTime();
    var manifest = new BackupReader(store).read(location);
    long entries = 0;
    for (var it : manifest.storage()) {
      entries += open(it, location, progress);
    }
    var passed = restoredAndAsked(manifest, location, server, assertions, progress);
    var tables = manifest.database().tables();
    return new Proof(
        location,
        tables.size(),
        tables.stream().mapToLong(TableRows::rows).sum(),
        entries,
        passed,
        Duration.ofNanos(System.nanoTime() - began));
  }

  private List<String> restoredAndAsked(
      BackupManifest manifest,
      String location,
      Sessions server,
      List<QueryCheck> assertions,
      ProgressSink progress) {
    var database = manifest.database();
    try (var scratch = ScratchDatabase.create(server, manifest.environment(), location)) {
      new BackupRestore(store, clients, identities)
          .restoreForProof(location, manifest, scratch.sessions(), progress);
      RowDifferences.between(database.tables(), rows(scratch.sessions(), database))
          .requireNone(location);
      return new AppChecks(scratch.sessions(), database.schemas().getFirst(), progress)
          .make(null, List.of(), assertions)
          .requirePassed();
    }
  }

  private static List<TableRows> rows(Sessions sessions, BackedUpDatabase backup) {
    try (var snapshot = DatabaseSnapshot.take(sessions, Clock.systemUTC())) {
      return snapshot.rowsPerTable(backup.schemas());
    }
  }

  /** Answers the entries of an archive that was read to its end. */
  private long open(ArchivedStorage storage, String location, ProgressSink progress) {
    try (var download = new PackedDownload(store, location, storage.file(), identities, progress)) {
      long entries = new ArchiveReading(storage.claim()).count(download.clear());
      download.requireIntact();
      if (entries != storage.entries()) {
        throw new EngineException(
            FailureCode.BACKUP_DAMAGED,
            "%s of %s has %s entries, and its manifest says %s; use another backup"
                .formatted(storage.file().name(), location, entries, storage.entries()));
      }
      return entries;
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.BACKUP_DAMAGED,
          "%s of %s is no archive; use another backup".formatted(storage.file().name(), location),
          e);
    }
  }
}
