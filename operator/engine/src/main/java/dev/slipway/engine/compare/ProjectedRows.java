package dev.slipway.engine.compare;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with some of their columns only, or in another order. */
public final class ProjectedRows implements RowSource {
  private final RowSource rows;
  private final int[] places;

  private ProjectedRows(RowSource rows, int[] places) {
    this.rows = rows;
    this.places = places;
  }

  public static RowSource of(RowSource rows, List<String> columns, List<String> wanted) {
    return columns.equals(wanted)
        ? rows
        : new ProjectedRows(rows, wanted.stream().mapToInt(columns::indexOf).toArray());
  }

  @Override
  public @Nullable CopyRow next() throws IOException {
    var row = rows.next();
    return row == null ? null : row.projected(places);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
