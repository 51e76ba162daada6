package dev.slipway.engine.backup;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.packing.StoredBytes;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.util.List;

/**
 * Reads every byte of a backup back: it is what was written, and PostgreSQL can read it. What is
 * encrypted is opened where an identity is at hand; without one, what the writer recorded while it
 * wrote has to do, and the answer says so.
 */
public final class BackupVerification {
  private final ObjectStore store;
  private final PostgresClients clients;
  private final Identities identities;

  public BackupVerification(ObjectStore store, PostgresClients clients, Identities identities) {
    this.store = store;
    this.clients = clients;
    this.identities = identities;
  }

  /** Answers for a backup that is whole; throws what is wrong with any other. */
  public VerifiedBackup verify(String location, ProgressSink progress) {
    var manifest = new BackupReader(store).read(location);
    var parts = manifest.parts();
    if (identities.isEmpty() && parts.stream().anyMatch(it -> Sealing.isSealed(it.name()))) {
      parts.forEach(it -> requireStored(it, location, progress));
      return new VerifiedBackup(manifest, VerifiedHow.LISTED_WHILE_WRITTEN);
    }
    identities.requireOneOf(manifest.recipients(), location);
    var database = manifest.dump();
    for (var it : parts) {
      if (database != null && it.equals(database.file())) {
        verifyDatabase(database, location, progress);
      } else {
        verifyPart(it, location, progress);
      }
    }
    return new VerifiedBackup(manifest, VerifiedHow.READ_WHOLE);
  }

  private void requireStored(PackedObject file, String location, ProgressSink progress) {
    try (var stored = StoredBytes.open(store, location, file, progress)) {
      stored.requireIntact();
    }
  }

  private void verifyPart(PackedObject file, String location, ProgressSink progress) {
    try (var download = new PackedDownload(store, location, file, identities, progress)) {
      download.requireIntact();
    }
  }

  /** By reading the whole script: a list of contents can be had of an archive that is cut. */
  private void verifyDatabase(BackedUpDatabase database, String location, ProgressSink progress) {
    var pgRestore = clients.forMajor(database.client()).program("pg_restore");
    try (var download = new PackedDownload(store, location, database.file(), identities, progress);
        var reader = ClientProcess.start(pgRestore, List.of("--file=/dev/null"))) {
      try (var input = reader.input()) {
        download.copyTo(input);
      }
      download.requireIntact();
      if (!reader.succeeds()) {
        throw reader.failure(FailureCode.BACKUP_DAMAGED);
      }
    }
  }
}
