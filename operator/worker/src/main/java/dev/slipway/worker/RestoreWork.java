package dev.slipway.worker;

import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.WrittenSince;
import dev.slipway.engine.backup.BackedUpApp;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.fence.DatabaseFence;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.restore.BackupRestore;
import dev.slipway.engine.restore.RestoreRequest;
import dev.slipway.engine.restore.RestoreStatements;
import dev.slipway.engine.restore.RestoreTerms;
import dev.slipway.engine.restore.Silence;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;

/**
 * Brings a backup back, once: the ledger's row is committed with the rows of the backup. Done again
 * it finds there that it is done, and only brings the storage to its end.
 */
record RestoreWork(RestoreOrder order, ProgressSink progress) {
  WorkReport carryOut() {
    return order.onlyAsk() ? ask() : restore();
  }

  private WorkReport ask() {
    var sessions = new Sessions(Credentials.login(order.database()));
    try (var store = Credentials.store(order.sourceOrBackups())) {
      var manifest =
          new BackupRestore(
                  store,
                  PostgresClients.installed(),
                  Encryption.identities(order.sourceOrBackups()))
              .requirePossible(request(RestoreStatements.NONE), sessions, progress);
      var silence = silence(manifest);
      return WorkReport.done(order.location() + " can be restored", restored(manifest, silence));
    }
  }

  private WorkReport restore() {
    var sessions = new Sessions(Credentials.login(order.database()));
    var attempt = Attempts.of(order.step());
    try (var store = Credentials.store(order.sourceOrBackups());
        var tenure = Tenure.begin(sessions::open, attempt)) {
      var restore =
          new BackupRestore(
              store, PostgresClients.installed(), Encryption.identities(order.sourceOrBackups()));
      var ledger = new RestoreLedger(sessions, attempt, tenure.token());
      var done = ledger.find(order.location());
      if (done.isPresent()) {
        restore.moveStorageIn(request(RestoreStatements.NONE));
      }
      var restored = done.orElseGet(() -> restore(restore, store, sessions, ledger));
      return WorkReport.done(order.location() + " is restored", restored);
    }
  }

  private Restored restore(
      BackupRestore restore, ObjectStore store, Sessions sessions, RestoreLedger ledger) {
    requireUntouched(sessions);
    var manifest = new BackupReader(store).read(order.location());
    var silence = silence(manifest);
    var restored = restored(manifest, silence);
    var request = request(silence.with(ledger.statements(restored, manifest.database().file())));
    try {
      restore.restore(request, sessions, progress);
    } catch (EngineException e) {
      if (e.code() != FailureCode.RESTORE_UNCERTAIN) {
        throw ledger.explained(e);
      }
      settle(restore, request, ledger, e);
    }
    return restored;
  }

  /** What others wrote since would be gone, and nobody has said that it may. */
  private void requireUntouched(Sessions sessions) {
    if (!Boolean.TRUE.equals(order.unlessWritten())) {
      return;
    }
    try (var session = sessions.open();
        var _ = Transaction.begin(session)) {
      var written = WrittenSince.of(session, order.database().schema(), order.step().run());
      if (!written.isEmpty()) {
        throw new EngineException(
            FailureCode.CHANGED_SINCE,
            "since the release was applied somebody has written to %s, which the backup does not have"
                .formatted(Some.of(written)));
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  private Silence silence(BackupManifest manifest) {
    return order.silenced() ? Silence.of(app(), manifest.database()) : Silence.NONE;
  }

  private Restored restored(BackupManifest manifest, Silence silence) {
    return new Restored(order.location(), rows(manifest), manifest.app().version(), silence.what());
  }

  /** COMMIT was said and not answered: the ledger knows whether it was heard. */
  private void settle(
      BackupRestore restore,
      RestoreRequest request,
      RestoreLedger ledger,
      EngineException uncertain) {
    if (ledger.find(order.location()).isEmpty()) {
      restore.discard(request);
      throw new EngineException(
          FailureCode.CONNECTION_LOST,
          "the connection was lost at COMMIT, and nothing was restored; try again",
          uncertain);
    }
    restore.moveStorageIn(request);
  }

  private RestoreRequest request(RestoreStatements statements) {
    var folders =
        order.storage().stream()
            .collect(toMap(StorageMount::claim, mount -> Path.of(mount.folder())));
    return new RestoreRequest(order.location(), folders, statements, terms());
  }

  private RestoreTerms terms() {
    var accept = new ArrayList<Acceptance>();
    if (order.accept() != null) {
      accept.addAll(Acceptances.of(order.accept()));
    }
    if (order.onlyAsk()) {
      accept.add(sessions("the app is closed later"));
    } else if (isFenced()) {
      accept.add(sessions("the fence keeps them from writing"));
    }
    return RestoreTerms.PLAIN.withAccept(accept).withIntoEmpty(order.independent()).withApp(app());
  }

  private Acceptance sessions(String reason) {
    return new Acceptance(RestoreTerms.sessionsOf(order.database().database()), reason);
  }

  private BackedUpApp app() {
    if (order.app() == null) {
      return BackedUpApp.UNKNOWN;
    }
    var known = new KnownApp(order.app());
    return new BackedUpApp(known.preset(), known.naming());
  }

  private boolean isFenced() {
    var sessions = new Sessions(Credentials.login(order.database()));
    try (var session = sessions.open()) {
      return new DatabaseFence(session, Set.of(), Duration.ZERO).isUp();
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  private static long rows(BackupManifest manifest) {
    return manifest.database().tables().stream().mapToLong(TableRows::rows).sum();
  }
}
