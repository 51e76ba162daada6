package dev.slipway.engine.structure;

import static java.util.stream.Collectors.toCollection;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How the structure of a file gets into a target.
 *
 * @param beforeRows what has to be there before the first row is written
 * @param afterRows what is built and checked at once over all rows
 * @param refused all that cannot be done; the statements are of use only where there is none
 */
public record StructurePlan(
    List<DdlStatement> beforeRows, List<DdlStatement> afterRows, List<Difference> refused) {
  public StructurePlan {
    beforeRows = List.copyOf(beforeRows);
    afterRows = List.copyOf(afterRows);
    refused = List.copyOf(refused);
  }

  public List<DdlStatement> statements() {
    return Stream.concat(beforeRows.stream(), afterRows.stream()).toList();
  }

  /** The tables that are created or altered. */
  public Set<String> tables() {
    return statements().stream().map(DdlStatement::table).collect(toCollection(TreeSet::new));
  }
}
