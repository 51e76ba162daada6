package dev.slipway.worker;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.backup.BackedUpApp;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupRequest;
import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.backup.BackupWriter;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.backup.VerifiedBackup;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.BackedUp.StoredFile;
import dev.slipway.engine.order.BackupOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.retention.VerifiedMark;
import dev.slipway.engine.retention.VerifiedMarks;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Backs up, and reads all of it back. Done again it writes no second backup where an earlier try
 * completed one, and reads that back.
 */
record BackupWork(BackupOrder order, Clock clock, ProgressSink progress) {
  private static final int KEYS_TOLD = 4;

  WorkReport carryOut() {
    var clients = PostgresClients.installed();
    var identities = Encryption.identities(order.backups());
    try (var store = Credentials.store(order.backups())) {
      var location = complete(store, clients);
      var verified = new BackupVerification(store, clients, identities).verify(location, progress);
      var manifest = verified.manifest();
      new VerifiedMarks(store, clock).leave(location, VerifiedMark.How.CHECKSUM);
      return WorkReport.done(
          "%s in %s was read back and is whole%s%s"
              .formatted(location, store.inWords(), skewInWords(manifest), keysInWords(verified)),
          result(location, verified));
    }
  }

  /** Where a backup is that has its manifest. */
  private String complete(ObjectStore store, PostgresClients clients) {
    var tries = new BackupTries(store, order.step().backupsFolder(), order.id());
    return tries
        .completed()
        .orElseGet(() -> write(store, clients, tries.free(order.step().attempt())));
  }

  private String write(ObjectStore store, PostgresClients clients, String id) {
    var request =
        new BackupRequest(
            order.step().backupsFolder(),
            order.step().environmentUid(),
            id,
            order.description(),
            List.of(order.database().schema()),
            order.storage().stream()
                .map(it -> new StorageFolder(it.claim(), Path.of(it.folder()), it.excluded()))
                .toList(),
            Encryption.sealing(order.backups()),
            app());
    var sessions = new Sessions(Credentials.login(order.database()));
    new BackupWriter(store, clients, clock).write(request, sessions, progress);
    return request.location();
  }

  private BackedUpApp app() {
    var known = new KnownApp(requireNonNullElse(order.app(), AppKnowledge.NONE));
    return new BackedUpApp(known.preset(), known.naming());
  }

  private static String skewInWords(BackupManifest manifest) {
    return manifest.storage().isEmpty()
        ? ""
        : "; its files were read up to %s s after the database"
            .formatted(manifest.skew().toSeconds());
  }

  private static String keysInWords(VerifiedBackup verified) {
    return verified.findings().isEmpty()
        ? ""
        : "; it is not encrypted, and holds keys of the app (KeyMaterialInClear)";
  }

  private BackedUp result(String location, VerifiedBackup verified) {
    var manifest = verified.manifest();
    var files = manifest.parts();
    return new BackedUp(
        location,
        files.stream().mapToLong(PackedObject::bytes).sum(),
        manifest.database().tables().stream().mapToLong(TableRows::rows).sum(),
        files.stream().map(it -> new StoredFile(it.name(), it.bytes(), it.sha256())).toList(),
        manifest.started(),
        manifest.finished(),
        clock.instant(),
        manifest.database().serverVersion(),
        manifest.database().client(),
        verified.verifiedHow().word(),
        verified.findings().stream().map(Finding::place).limit(KEYS_TOLD).toList());
  }
}
