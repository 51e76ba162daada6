package dev.slipway.engine.compare;

import java.util.List;

/**
 * How the rows of a table differ.
 *
 * @param key the columns that tell which rows belong together; none: rows are counted, each as a
 *     whole, and none has changed
 * @param samplesOnlyInA the first keys of such rows, each as the texts of the key's columns
 * @param samplesOnlyInB likewise
 * @param samplesChanged the first rows that have the same key and other values
 */
public record RowComparison(
    List<String> key,
    long onlyInA,
    long onlyInB,
    long changed,
    long same,
    List<List<String>> samplesOnlyInA,
    List<List<String>> samplesOnlyInB,
    List<ChangedRow> samplesChanged) {
  public RowComparison {
    key = List.copyOf(key);
    samplesOnlyInA = List.copyOf(samplesOnlyInA);
    samplesOnlyInB = List.copyOf(samplesOnlyInB);
    samplesChanged = List.copyOf(samplesChanged);
  }

  public boolean equal() {
    return onlyInA == 0 && onlyInB == 0 && changed == 0;
  }
}
