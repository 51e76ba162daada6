package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.undo.UndoKeeper;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways back of an environment's releases, in its backups store: they hold what its database
 * held, and are encrypted as its backups are. Part of the digest is in the name, since a try that
 * died may have left another one.
 */
final class UndoFiles implements UndoKeeper, AutoCloseable {
  private static final int SHORT = 12;

  private final ObjectStore store;
  private final DigestedFiles files;
  private final Sealing sealing;
  private final boolean canBeReadBack;
  private final @Nullable EngineException refused;
  private final RunStep step;
  private final Path scratch;

  /**
   * @param step whose changes are taken back
   * @param accepted what a person overrules
   */
  UndoFiles(
      StoreAccess access,
      RunStep step,
      Path scratch,
      List<Accepted> accepted,
      ProgressSink progress) {
    this.store = Credentials.store(access);
    this.sealing = Encryption.sealing(access);
    var identities = Encryption.identities(access);
    this.canBeReadBack = !sealing.seals() || !identities.isEmpty();
    this.refused = Encryption.noWayBack(access, accepted).orElse(null);
    this.files = new DigestedFiles(store, progress, sealing, identities);
    this.step = step;
    this.scratch = scratch;
  }

  /** Safe is what was read back; or what the store took, where somebody accepted that. */
  @Override
  public void keep(Path file, Digest digest) {
    if (refused != null) {
      throw refused;
    }
    var location = location(digest);
    if (canBeReadBack) {
      files.put(location, file, digest);
      files.requireDigest(location, digest);
    } else {
      files.putUnread(location, file);
    }
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  /** Where the file is that takes a change back. */
  @Nullable UndoFile of(MigrationReport report) {
    var left = report.undo();
    return left == null ? null : find(step.run(), left.file());
  }

  /** Where an earlier run has kept its own. */
  UndoFile find(String run, Digest digest) {
    return new UndoFile(kept(run, digest), digest.toString());
  }

  /** Brings the file of an earlier run into the scratch folder. */
  Path fetch(UndoFile file) {
    return files.fetch(
        file.location(), scratch, "without it only a restore of the pre-release backup leads back");
  }

  /** A change may have been made before its environment began to encrypt, or ceased to. */
  private String kept(String run, Digest digest) {
    var location = location(digest, run, sealing.seals());
    var otherwise = location(digest, run, !sealing.seals());
    boolean isOtherwise = store.find(location).isEmpty() && store.find(otherwise).isPresent();
    return isOtherwise ? otherwise : location;
  }

  private String location(Digest digest) {
    return location(digest, step.run(), sealing.seals());
  }

  private String location(Digest digest, String run, boolean isSealed) {
    var name = "undo-%s-%s.slipway".formatted(run, digest.hex().substring(0, SHORT));
    return "%s/%s/%s"
        .formatted(step.backupsFolder(), run, isSealed ? Sealing.sealedName(name) : name);
  }

  @Override
  public void close() {
    store.close();
  }
}
