package dev.slipway.engine.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Rows on their way into a file. */
final class MeteredRows extends FilterOutputStream {
  private final RowMeter meter = new RowMeter();

  MeteredRows(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] text, int offset, int length) throws IOException {
    meter.pass(text, offset, length);
    out.write(text, offset, length);
  }

  RowsEntry total(String entry) {
    return meter.total(entry);
  }
}
