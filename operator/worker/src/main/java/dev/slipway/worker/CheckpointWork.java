package dev.slipway.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.checkpoint.CheckpointRequest;
import dev.slipway.engine.checkpoint.CheckpointVerification;
import dev.slipway.engine.checkpoint.CheckpointWriter;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.order.CheckpointOrder;
import dev.slipway.engine.order.Checkpointed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.retention.VerifiedMark;
import dev.slipway.engine.retention.VerifiedMarks;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an app's configuration, and reads it back. Done again it writes no second one where an
 * earlier try completed one, and reads that back.
 */
record CheckpointWork(CheckpointOrder order, Clock clock, ProgressSink progress) {
  WorkReport carryOut() {
    try (var store = Credentials.store(order.backups());
        var scratch = TemporaryFolder.create()) {
      var tries = new BackupTries(store, order.step().backupsFolder(), order.id());
      var location =
          tries
              .completed()
              .orElseGet(() -> write(store, tries.free(order.step().attempt()), scratch));
      var manifest =
          new CheckpointVerification(store, Encryption.identities(order.backups()), scratch.path())
              .verify(location, progress);
      new VerifiedMarks(store, clock).leave(location, VerifiedMark.How.CHECKSUM);
      return WorkReport.done(
          "%s in %s was read back and is whole".formatted(location, store.inWords()),
          result(location, manifest));
    }
  }

  private String write(ObjectStore store, String id, TemporaryFolder scratch) {
    var app = new KnownApp(order.app());
    var request =
        new CheckpointRequest(
            order.step().backupsFolder(),
            order.step().environmentUid(),
            id,
            order.description(),
            new BuildRequest(
                order.database().schema(),
                RuleParser.parse(present(order.rules())),
                app.preset(),
                app.naming()),
            Encryption.sealing(order.backups()));
    var sessions = new Sessions(Credentials.login(order.database()));
    new CheckpointWriter(store, clock).write(request, sessions, scratch.path(), progress);
    return request.location();
  }

  /** Without rules there are the preset's. */
  private static JsonNode present(@Nullable JsonNode rules) {
    return rules == null ? MissingNode.getInstance() : rules;
  }

  private static Checkpointed result(String location, BackupManifest manifest) {
    var stored = Objects.requireNonNull(manifest.configuration());
    return new Checkpointed(
        location, stored.sha256(), stored.bytes(), manifest.started(), manifest.finished());
  }
}
