package dev.slipway.engine.compare;

import java.util.Comparator;
import java.util.List;

/** Orders rows by their keys. */
public record RowKey(List<Part> parts) implements Comparator<CopyRow> {
  /**
   * One column of it.
   *
   * @param place of the column in a row
   * @param number whether its values are ordered as numbers, and not as texts
   */
  public record Part(int place, boolean number) {}

  public RowKey {
    parts = List.copyOf(parts);
  }

  @Override
  public int compare(CopyRow row, CopyRow other) {
    for (var part : parts) {
      int order =
          part.number ? row.compareNumbers(part.place, other) : row.compare(part.place, other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  public List<String> of(CopyRow row) {
    return parts.stream().map(it -> row.text(it.place)).toList();
  }
}
