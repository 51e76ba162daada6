package dev.slipway.worker;

import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.undo.UndoKeeper;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The ways back of an environment's releases, in its backups store: they hold what its database
 * held. Part of the digest is in the name, since a try that died may have left another one.
 */
final class UndoFiles implements UndoKeeper, AutoCloseable {
  private static final int SHORT = 12;

  private final ObjectStore store;
  private final DigestedFiles files;
  private final RunStep step;
  private final Path scratch;

  /**
   * @param step whose changes are taken back
   */
  UndoFiles(StoreAccess access, RunStep step, Path scratch, ProgressSink progress) {
    this.store = Credentials.store(access);
    this.files = new DigestedFiles(store, progress);
    this.step = step;
    this.scratch = scratch;
  }

  /** Safe is what was read back. */
  @Override
  public void keep(Path file, Digest digest) {
    files.put(location(digest), file, digest);
    files.requireDigest(location(digest), digest);
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  /** Where the file is that takes a change back. */
  @Nullable UndoFile of(MigrationReport report) {
    var left = report.undo();
    return left == null ? null : new UndoFile(location(left.file()), left.file().toString());
  }

  /** Brings the file of an earlier run into the scratch folder. */
  Path fetch(UndoFile file) {
    return files.fetch(
        file.location(), scratch, "without it only a restore of the pre-release backup leads back");
  }

  private String location(Digest digest) {
    return "%s/%s/undo-%s-%s.slipway"
        .formatted(step.backupsFolder(), step.run(), step.run(), digest.hex().substring(0, SHORT));
  }

  @Override
  public void close() {
    store.close();
  }
}
