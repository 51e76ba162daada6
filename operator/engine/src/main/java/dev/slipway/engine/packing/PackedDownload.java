package dev.slipway.engine.packing;

import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ProgramInput;
import dev.slipway.engine.packing.SealedInput.SealedToOthers;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a backup on its way back: the clear bytes of an object that is checked as it passes.
 * What was sealed is opened on the way, as its name tells.
 */
public final class PackedDownload implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final StoredBytes stored;
  private final InputStream clear;

  public PackedDownload(
      ObjectStore store,
      String location,
      PackedObject file,
      Identities identities,
      ProgressSink progress) {
    boolean isSealed = Sealing.isSealed(file.name());
    if (isSealed && identities.isEmpty()) {
      throw new EngineException(
          FailureCode.IDENTITY_MISSING,
          "%s of %s is encrypted: give an identity of one of its recipients"
              .formatted(file.name(), location));
    }
    this.stored = StoredBytes.open(store, location, file, progress);
    boolean isOpen = false;
    try {
      this.clear = new ZstdInputStream(isSealed ? new SealedInput(stored, identities) : stored);
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

  /** The clear bytes. A failure of theirs is damage; one of the store comes as its own. */
  public InputStream clear() {
    return clear;
  }

  /** Hands the clear bytes over for as long as a program takes them. */
  public void copyTo(ProgramInput program) {
    var buffer = new byte[CHUNK_BYTES];
    try {
      int count = clear.read(buffer);
      while (count >= 0 && program.isWanted()) {
        program.write(buffer, 0, count);
        count = clear.read(buffer);
      }
    } catch (IOException e) {
      throw stored.damaged(e);
    }
  }

  /** Reads what nobody wanted, and returns when the object is the one that was written. */
  public void requireIntact() {
    var buffer = new byte[CHUNK_BYTES];
    try {
      while (clear.read(buffer) >= 0) {
        // only its passing counts
      }
    } catch (IOException e) {
      throw stored.damaged(e);
    }
    stored.requireIntact();
  }

  /** A flipped bit can make a header look like one for others. */
  private EngineException whyNotOpened(SealedToOthers e, String what) {
    return stored.whatIsWrong().isEmpty()
        ? new EngineException(
            FailureCode.IDENTITY_WRONG,
            what + " is encrypted to others: give an identity of one of its recipients",
            e)
        : stored.damaged(e);
  }

  @Override
  public void close() {
    try {
      clear.close();
    } catch (IOException e) {
      throw stored.damaged(e);
    }
  }
}
