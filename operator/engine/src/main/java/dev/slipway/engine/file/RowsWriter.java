package dev.slipway.engine.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes rows as text COPY, packs and counts them. */
public final class RowsWriter implements AutoCloseable {
  private final RowsFile file;
  private final MeteredRows metered;
  private final OutputStream out;

  RowsWriter(RowsFile file) throws IOException {
    this.file = file;
    this.metered = new MeteredRows(file.packed());
    this.out = new BufferedOutputStream(metered, 1 << 16);
  }

  /** Takes whole rows, each with its line feed. */
  public OutputStream out() {
    return out;
  }

  /** What came by; nothing may follow. */
  public RowsEntry finish() throws IOException {
    out.flush();
    return metered.total(file.entry());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
