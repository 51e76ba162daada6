package dev.slipway.engine.packing;

import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ProgramInput;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A part of a backup on its way back: the clear bytes of an object that is checked as it passes.
 */
public final class PackedDownload implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final PackedObject file;
  private final String location;
  private final Stored stored;
  private final InputStream clear;

  public PackedDownload(
      ObjectStore store, String location, PackedObject file, ProgressSink progress) {
    this.file = file;
    this.location = location;
    this.stored = new Stored(open(store, location, file), file, progress);
    try {
      this.clear = new ZstdInputStream(stored);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static InputStream open(ObjectStore store, String location, PackedObject file) {
    try {
      return store.read(location + "/" + file.name());
    } catch (EngineException e) {
      if (e.code() == FailureCode.OBJECT_MISSING) {
        throw new EngineException(
            FailureCode.BACKUP_INCOMPLETE, file.name() + " of " + location + " is missing", e);
      }
      throw e;
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
      throw damaged(e);
    }
  }

  /** Reads what nobody wanted, and returns when the object is the one that was written. */
  public void requireIntact() {
    try {
      var buffer = new byte[CHUNK_BYTES];
      while (clear.read(buffer) >= 0) {
        // only its passing counts
      }
      while (stored.read(buffer) >= 0) {
        // what stands behind the compressed stream counts too
      }
    } catch (IOException e) {
      throw damaged(e);
    }
    var sha256 = Digest.finish(stored.digest).hex();
    if (stored.bytes != file.bytes() || !sha256.equals(file.sha256())) {
      throw damaged(null);
    }
  }

  private EngineException damaged(@Nullable IOException cause) {
    return new EngineException(
        FailureCode.BACKUP_DAMAGED,
        "%s of %s is not what was written; use another backup".formatted(file.name(), location),
        cause);
  }

  @Override
  public void close() {
    try {
      clear.close();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** What the store gives, counted and digested. */
  private static final class Stored extends FilterInputStream {
    private final MessageDigest digest = Digest.begin();
    private final PackedObject file;
    private final ProgressSink progress;
    private long bytes;

    private Stored(InputStream in, PackedObject file, ProgressSink progress) {
      super(in);
      this.file = file;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] content, int offset, int length) throws IOException {
      int count = in.read(content, offset, length);
      if (count > 0) {
        digest.update(content, offset, count);
        bytes += count;
        progress.at(new ProgressMark(file.name(), bytes, file.bytes(), "bytes"));
      }
      return count;
    }
  }
}
