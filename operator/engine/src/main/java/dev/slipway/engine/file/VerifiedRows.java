package dev.slipway.engine.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.slipway.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way out of a file. They may be trusted once the stream has ended: it does so only
 * when count and checksum are those of the manifest.
 */
final class VerifiedRows extends InputStream {
  /**
   * Far above what the builder's level needs, far below what an enemy would like us to allocate.
   */
  private static final int MAX_WINDOW_LOG = 23;

  private final InputStream rows;
  private final RowsEntry expected;
  private final RowMeter meter = new RowMeter();
  private final Utf8Check characters = new Utf8Check();
  private boolean isVerified;

  VerifiedRows(InputStream packed, RowsEntry expected) {
    this.expected = expected;
    this.rows = unpack(packed);
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int read = isVerified ? -1 : unpack(target, offset, length);
    if (read < 0) {
      verify();
      return -1;
    }
    meter.pass(target, offset, read);
    if (!characters.passes(target, offset, read)) {
      throw damaged("holds bytes that are no UTF-8", null);
    }
    if (meter.bytes() > expected.bytes()) {
      throw damaged("holds more than the manifest says", null);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private void verify() {
    if (!isVerified && !characters.isComplete()) {
      throw damaged("ends within a character", null);
    }
    if (!isVerified && !meter.total(expected.entry()).equals(expected)) {
      throw damaged("does not have the rows that the manifest counts", null);
    }
    isVerified = true;
  }

  private InputStream unpack(InputStream packed) {
    try {
      return new ZstdInputStreamNoFinalizer(packed).setLongMax(MAX_WINDOW_LOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int unpack(byte[] target, int offset, int length) {
    try {
      return rows.read(target, offset, length);
    } catch (ZstdIOException e) {
      throw damaged("cannot be unpacked", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EngineException damaged(String finding, @Nullable IOException cause) {
    return DamagedFile.at(expected.entry(), finding, cause);
  }
}
