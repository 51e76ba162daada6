package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.ArchivedStorage;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.checkpoint.CheckpointRestore;
import dev.slipway.engine.checkpoint.CheckpointVerification;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.order.ProofKind;
import dev.slipway.engine.order.StoredBackup;
import dev.slipway.engine.order.Verified;
import dev.slipway.engine.order.VerifyOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.proof.ScratchProof;
import dev.slipway.engine.retention.VerifiedMark;
import dev.slipway.engine.retention.VerifiedMarks;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds out whether a backup is whole. Done again it looks again; what a proof that was killed has
 * left on the scratch server goes first.
 */
record VerifyWork(VerifyOrder order, Clock clock, ProgressSink progress) {
  WorkReport carryOut() {
    var began = clock.instant();
    try (var store = Credentials.store(order.backups())) {
      var verified =
          CheckpointRestore.isOne(store, order.location())
              ? checkpoint(store, began)
              : verified(store, began);
      new VerifiedMarks(store, clock).leave(order.location(), mark(verified.how()));
      return WorkReport.done(
          "%s in %s was %s".formatted(order.location(), store.inWords(), inWords(verified)),
          verified.withBackup(told(new BackupReader(store).read(order.location()))));
    }
  }

  private Verified verified(ObjectStore store, Instant began) {
    return switch (order.how()) {
      case CHECKSUM -> readBack(store, began);
      case SCRATCH -> restored(store, began);
    };
  }

  /** A file, of which nothing has to be restored to know that it is whole. */
  private Verified checkpoint(ObjectStore store, Instant began) {
    try (var scratch = TemporaryFolder.create()) {
      new CheckpointVerification(store, Encryption.identities(order.backups()), scratch.path())
          .verify(order.location(), progress);
      return new Verified(
          order.location(), ProofKind.CHECKSUM, 0, 0, 0, 0, secondsSince(began), clock.instant());
    }
  }

  private static StoredBackup told(BackupManifest manifest) {
    var dump = manifest.dump();
    return new StoredBackup(
        word(manifest.scope()),
        manifest.environment(),
        manifest.environmentUid(),
        manifest.slipway(),
        manifest.parts().stream().mapToLong(PackedObject::bytes).sum(),
        manifest.started(),
        manifest.finished(),
        manifest.skew().toSeconds(),
        dump == null ? null : dump.serverVersion());
  }

  /** As specs write it. */
  private static String word(BackupScope scope) {
    return switch (scope) {
      case FULL -> "Full";
      case DATABASE -> "Database";
      case CONFIGURATION -> "Configuration";
    };
  }

  private static VerifiedMark.How mark(ProofKind how) {
    return switch (how) {
      case CHECKSUM -> VerifiedMark.How.CHECKSUM;
      case SCRATCH -> VerifiedMark.How.SCRATCH;
    };
  }

  private Verified readBack(ObjectStore store, Instant began) {
    var manifest =
        new BackupVerification(
                store, PostgresClients.installed(), Encryption.identities(order.backups()))
            .verify(order.location(), progress)
            .manifest();
    var tables = manifest.database().tables();
    return new Verified(
        order.location(),
        ProofKind.CHECKSUM,
        tables.size(),
        tables.stream().mapToLong(TableRows::rows).sum(),
        manifest.storage().stream().mapToLong(ArchivedStorage::entries).sum(),
        0,
        secondsSince(began),
        clock.instant());
  }

  private Verified restored(ObjectStore store, Instant began) {
    var proof =
        new ScratchProof(store, PostgresClients.installed(), Encryption.identities(order.backups()))
            .prove(
                order.location(),
                new Sessions(Credentials.login(server())),
                order.assertions().stream().map(CheckWork::query).toList(),
                progress);
    return new Verified(
        order.location(),
        ProofKind.SCRATCH,
        proof.tables(),
        proof.rows(),
        proof.entries(),
        proof.passed().size(),
        secondsSince(began),
        clock.instant());
  }

  private DatabaseAccess server() {
    if (order.scratch() == null) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "the order names no server to restore the backup to");
    }
    return order.scratch();
  }

  private long secondsSince(Instant began) {
    return Duration.between(began, clock.instant()).toSeconds();
  }

  private static String inWords(Verified verified) {
    return switch (verified.how()) {
      case CHECKSUM -> "read back and is whole";
      case SCRATCH -> "restored, and all of its rows were there";
    };
  }
}
