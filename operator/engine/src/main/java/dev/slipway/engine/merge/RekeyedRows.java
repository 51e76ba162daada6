package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.compare.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows in which some values have become others. */
final class RekeyedRows implements RowSource {
  private final RowSource rows;
  private final int columns;
  private final Map<Integer, Map<String, String>> became;

  private RekeyedRows(RowSource rows, int columns, Map<Integer, Map<String, String>> became) {
    this.rows = rows;
    this.columns = columns;
    this.became = became;
  }

  static RowSource of(
      RowSource rows, List<String> columns, Map<String, Map<String, String>> became) {
    var places = new HashMap<Integer, Map<String, String>>();
    became.forEach(
        (column, values) -> {
          if (columns.contains(column)) {
            places.put(columns.indexOf(column), values);
          }
        });
    return places.isEmpty() ? rows : new RekeyedRows(rows, columns.size(), places);
  }

  @Override
  public @Nullable CopyRow next() throws IOException {
    var row = rows.next();
    return row == null ? null : rekeyed(row);
  }

  private CopyRow rekeyed(CopyRow row) {
    var values = new ArrayList<byte[]>();
    boolean isSame = true;
    for (int i = 0; i < columns; i++) {
      var written = row.written(i);
      var of = became.get(i);
      var other = of == null ? null : of.get(new String(written, UTF_8));
      isSame &= other == null;
      values.add(other == null ? written : other.getBytes(UTF_8));
    }
    return isSame ? row : CopyRow.of(values);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
