package dev.slipway.engine.packing;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** An object of a backup as the store gives it, counted and digested as it passes. */
public final class StoredBytes extends FilterInputStream {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final MessageDigest digest = Digest.begin();
  private final PackedObject file;
  private final String location;
  private final ProgressSink progress;
  private long bytes;
  private @Nullable String wrong;

  private StoredBytes(InputStream in, PackedObject file, String location, ProgressSink progress) {
    super(in);
    this.file = file;
    this.location = location;
    this.progress = progress;
  }

  public static StoredBytes open(
      ObjectStore store, String location, PackedObject file, ProgressSink progress) {
    try {
      var in = store.read(location + "/" + file.name());
      return new StoredBytes(in, file, location, progress);
    } catch (EngineException e) {
      if (e.code() == FailureCode.OBJECT_MISSING) {
        throw new EngineException(
            FailureCode.BACKUP_INCOMPLETE, file.name() + " of " + location + " is missing", e);
      }
      throw e;
    }
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

  /** Reads the rest, and returns when the object is the one that was written. */
  public void requireIntact() {
    var found = whatIsWrong();
    if (!found.isEmpty()) {
      throw damaged(null, found);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "closing " + file.name(), e);
    }
  }

  /** What its reader stumbled over, in the words of what is wrong with the whole. */
  EngineException damaged(IOException cause) {
    var found = whatIsWrong();
    return damaged(cause, found.isEmpty() ? "was written as nobody can read it" : found);
  }

  /** Reads the rest, and says in which way the object is another than was written; or nothing. */
  String whatIsWrong() {
    if (wrong == null) {
      wrong = findWhatIsWrong();
    }
    return wrong;
  }

  private String findWhatIsWrong() {
    try {
      var buffer = new byte[CHUNK_BYTES];
      while (bytes <= file.bytes() && read(buffer, 0, buffer.length) >= 0) {
        // only its passing counts
      }
    } catch (IOException e) {
      throw damaged(e, "cannot be read to its end");
    }
    if (bytes < file.bytes()) {
      return "is cut: it ends after %s of %s bytes".formatted(bytes, file.bytes());
    }
    if (bytes > file.bytes()) {
      return "has more than the %s bytes that were written".formatted(file.bytes());
    }
    return Digest.finish(digest).hex().equals(file.sha256())
        ? ""
        : "has other bytes than were written";
  }

  private EngineException damaged(@Nullable IOException cause, String what) {
    return new EngineException(
        FailureCode.BACKUP_DAMAGED,
        "%s of %s %s; use another backup".formatted(file.name(), location, what),
        cause);
  }
}
