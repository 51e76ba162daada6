package dev.slipway.engine.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How two sides differ. Of rows it holds keys and the names of columns, and no other value.
 *
 * @param a what the first one is, in words
 * @param b what the second one is, in words
 * @param onlyInA tables that the second one does not have
 * @param onlyInB tables that the first one does not have
 * @param structure what differs beside the tables
 * @param tables those that both have, in the order of their names
 * @param notes what was not compared, and why
 */
public record Comparison(
    String a,
    String b,
    List<String> onlyInA,
    List<String> onlyInB,
    List<String> structure,
    List<TableComparison> tables,
    List<String> notes) {
  public Comparison {
    onlyInA = List.copyOf(onlyInA);
    onlyInB = List.copyOf(onlyInB);
    structure = List.copyOf(structure);
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean equal() {
    return onlyInA.isEmpty()
        && onlyInB.isEmpty()
        && structure.isEmpty()
        && tables.stream().allMatch(TableComparison::equal);
  }
}
