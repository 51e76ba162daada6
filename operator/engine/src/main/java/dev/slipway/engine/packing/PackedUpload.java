package dev.slipway.engine.packing;

import com.github.luben.zstd.ZstdOutputStream;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A part of a backup on its way: clear bytes in, compressed, sealed where that is asked for, and
 * counted into the store. A sealed object's name says so.
 */
public final class PackedUpload implements AutoCloseable {
  /** How the names of compressed objects end, before what tells that they are sealed. */
  public static final String COMPRESSED = ".zst";

  private static final int LEVEL = 1;

  private final String name;
  private final ObjectSink sink;
  private final WrittenBytes stored;
  private final ZstdOutputStream clear;

  public PackedUpload(
      ObjectStore store, String location, String name, Sealing sealing, ProgressSink progress)
      throws IOException {
    this.name = sealing.nameOf(name);
    this.sink = store.create(location + "/" + this.name);
    boolean isOpen = false;
    try {
      this.stored = new WrittenBytes(sink.stream(), this.name, progress);
      var packed = sealing.seals() ? new SealedOutput(stored, sealing) : stored;
      this.clear = new ZstdOutputStream(packed, LEVEL).setChecksum(true);
      isOpen = true;
    } finally {
      if (!isOpen) {
        sink.close();
      }
    }
  }

  /** Where the clear bytes go. */
  public OutputStream clear() {
    return clear;
  }

  /** Ends the compressed stream and makes the object appear. */
  public PackedObject complete() throws IOException {
    clear.close();
    var written = stored.object(name);
    sink.complete();
    return written;
  }

  @Override
  public void close() {
    sink.close();
  }
}
