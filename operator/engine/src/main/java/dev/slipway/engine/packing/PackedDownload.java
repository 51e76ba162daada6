package dev.slipway.engine.packing;

import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.client.ProgramInput;
import dev.slipway.engine.packing.SealedInput.SealedToOthers;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a backup on its way back: the clear bytes of an object that is checked as it passes.
 * What was sealed is opened on the way, and what was compressed is compressed no more; its name
 * tells either.
 */
public final class PackedDownload implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final StoredBytes stored;
  private final CheckedInput clear;

  public PackedDownload(
      ObjectStore store,
      String location,
      PackedObject file,
      Identities identities,
      ProgressSink progress) {
    this(store, location, file, identities, progress, false);
  }

  private PackedDownload(
      ObjectStore store,
      String location,
      PackedObject file,
      Identities identities,
      ProgressSink progress,
      boolean staysCompressed) {
    if (Sealing.isSealed(file.name()) && identities.isEmpty()) {
      throw SealedObject.identityMissing(file.name() + " of " + location);
    }
    this.stored = StoredBytes.open(store, location, file, progress);
    boolean isOpen = false;
    try {
      var opened = Sealing.isSealed(file.name()) ? new SealedInput(stored, identities) : stored;
      this.clear =
          new CheckedInput(
              staysCompressed || !isCompressed(file) ? opened : new ZstdInputStream(opened),
              stored::damaged);
      isOpen = true;
    } catch (SealedToOthers e) {
      throw whyNotOpened(e, file.name() + " of " + location);
    } catch (IOException e) {
      throw stored.damaged(e);
    } finally {
      if (!isOpen) {
        stored.close();
      }
    }
  }

  private static boolean isCompressed(PackedObject file) {
    return Sealing.clearName(file.name()).endsWith(PackedUpload.COMPRESSED);
  }

  /** Opens what was sealed, and leaves it compressed. */
  public static PackedDownload compressed(
      ObjectStore store,
      String location,
      PackedObject file,
      Identities identities,
      ProgressSink progress) {
    return new PackedDownload(store, location, file, identities, progress, true);
  }

  /** The clear bytes. Their reading fails with BACKUP_DAMAGED, or as the store does. */
  public InputStream clear() {
    return clear;
  }

  /** Hands the clear bytes over for as long as a program takes them. */
  public void copyTo(ProgramInput program) {
    var buffer = new byte[CHUNK_BYTES];
    int count = clear.read(buffer);
    while (count >= 0 && program.isWanted()) {
      program.write(buffer, 0, count);
      count = clear.read(buffer);
    }
  }

  /** Reads what nobody wanted, and returns when the object is the one that was written. */
  public void requireIntact() {
    var buffer = new byte[CHUNK_BYTES];
    while (clear.read(buffer) >= 0) {
      // only its passing counts
    }
    stored.requireIntact();
  }

  /** A flipped bit can make a header look like one for others. */
  private EngineException whyNotOpened(SealedToOthers e, String what) {
    return stored.whatIsWrong().isEmpty() ? SealedObject.identityWrong(what, e) : stored.damaged(e);
  }

  @Override
  public void close() {
    clear.close();
  }
}
