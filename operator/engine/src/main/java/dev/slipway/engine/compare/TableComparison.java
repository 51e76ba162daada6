package dev.slipway.engine.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table differs that both sides have.
 *
 * @param structure each difference in words
 * @param rows absent where they were not compared
 * @param note what was left out, and why; empty where nothing was
 */
public record TableComparison(
    String table, List<String> structure, @Nullable RowComparison rows, String note) {
  public TableComparison {
    structure = List.copyOf(structure);
  }

  public boolean equal() {
    return structure.isEmpty() && (rows == null || rows.equal());
  }
}
