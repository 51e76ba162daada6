package dev.slipway.engine.file;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.slipway.engine.secrets.RowInspector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * The rows of a table, packed and counted, where they wait for being assembled.
 *
 * @param entry that they will have in the file
 */
record RowsFile(Path path, String table, String entry) {
  /** Any other level, flag or thread gives other bytes for the same rows. */
  private static final int ZSTD_LEVEL = 1;

  /**
   * Has the server send what the statement says.
   *
   * @param inspector sees every row
   */
  RowsEntry fill(Connection session, String copy, RowInspector inspector)
      throws SQLException, IOException {
    try (var packed = packed();
        var metered = new MeteredRows(packed)) {
      long sent;
      try (var handedOver = new HandedOver(metered);
          var rows = new WholeRows(handedOver, table, inspector)) {
        sent = session.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, rows);
      }
      var total = metered.total(entry);
      requireAll(sent, total.count());
      return total;
    }
  }

  /** What the server has counted itself; nobody else notices a row that got lost on the way. */
  private void requireAll(long sent, long arrived) {
    if (arrived != sent) {
      throw new IllegalStateException(
          "%s: the server has sent %s rows, and %s have arrived in the file"
              .formatted(table, sent, arrived));
    }
  }

  /** Wants to be written to in large pieces. */
  OutputStream packed() throws IOException {
    var packed = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(path), ZSTD_LEVEL);
    packed.setChecksum(true);
    return packed;
  }
}
