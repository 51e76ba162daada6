package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.checkpoint.CheckpointRestore;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.compare.Side;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.proof.RestoredBackup;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What was named to be compared, made ready for it. A checkpoint is a migration file in a store.
 * The rows of a backup are in an archive that PostgreSQL alone can read, in no order: it is
 * restored into a database of its own, which is gone once this is closed.
 */
final class NamedSides implements AutoCloseable {
  private static final String FILE = "file:";
  private static final String BACKUP = "backup:";

  private final @Nullable ObjectStore store;
  private final @Nullable Sessions scratchServer;
  private final Identities identities;
  private final ProgressSink progress;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /**
   * @param store where backups and checkpoints are; absent: none was named
   * @param scratchServer where backups are restored to; absent: none was named
   */
  NamedSides(
      @Nullable ObjectStore store,
      @Nullable Sessions scratchServer,
      Identities identities,
      ProgressSink progress) {
    this.store = store;
    this.scratchServer = scratchServer;
    this.identities = identities;
    this.progress = progress;
  }

  /**
   * @param inWords what its side is called in the answer; empty: as the comparison calls it
   */
  record Named(Side side, String inWords) {}

  Named side(String text, DatabaseOptions database) {
    if (DatabaseUrl.isOne(text)) {
      return new Named(new Side.LiveSchema(database.sessions(text), database.schema()), "");
    }
    if (isInStore(text)) {
      return stored(
          text.startsWith(BACKUP) ? text.substring(BACKUP.length()) : text, required(store));
    }
    var path = Path.of(text.startsWith(FILE) ? text.substring(FILE.length()) : text);
    return new Named(new Side.MigrationFile(path), "");
  }

  private boolean isInStore(String text) {
    return text.startsWith(BACKUP)
        || (store != null && !text.startsWith(FILE) && !Files.exists(Path.of(text)));
  }

  private Named stored(String location, ObjectStore from) {
    var manifest = new BackupReader(from).read(location);
    var where = "%s in %s, %s".formatted(location, from.inWords(), manifest.started());
    if (manifest.scope() == BackupScope.CONFIGURATION) {
      var folder = opened(TemporaryFolder.in(temporary())).path();
      var path =
          new CheckpointRestore(from, identities, temporary(), progress).fetch(location, folder);
      return new Named(new Side.MigrationFile(path), "checkpoint " + where);
    }
    if (scratchServer == null) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          location
              + " is a backup, whose rows PostgreSQL alone can read: name a server that it may be"
              + " restored to for this, with --scratch");
    }
    var restored =
        opened(
            RestoredBackup.of(
                from, PostgresClients.installed(), identities, location, scratchServer, progress));
    return new Named(
        new Side.LiveSchema(restored.sessions(), restored.schema()), "backup " + where);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static ObjectStore required(@Nullable ObjectStore store) {
    if (store == null) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "say with --in which store the backup is in");
    }
    return store;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (RuntimeException e) {
        failure = e;
      } catch (Exception e) {
        failure = new IllegalStateException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
