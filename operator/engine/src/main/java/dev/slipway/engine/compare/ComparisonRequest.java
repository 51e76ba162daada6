package dev.slipway.engine.compare;

import dev.slipway.engine.rules.TablePattern;
import java.nio.file.Path;
import java.util.List;

/**
 * What is compared.
 *
 * @param only tables that match one of these; none: all tables
 * @param structureOnly whether rows are left alone
 * @param sampleKeys how many keys are kept of each kind of difference of a table
 * @param scratch where rows of a file wait that have to be sorted anew
 */
public record ComparisonRequest(
    Side a, Side b, List<TablePattern> only, boolean structureOnly, int sampleKeys, Path scratch) {
  public ComparisonRequest {
    only = List.copyOf(only);
  }

  boolean covers(String table) {
    return only.isEmpty() || only.stream().anyMatch(it -> it.matches(table));
  }
}
