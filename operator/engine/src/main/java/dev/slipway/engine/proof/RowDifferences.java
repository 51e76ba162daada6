package dev.slipway.engine.proof;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.TableRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the tables that came back are not those that were saved, table by table. */
record RowDifferences(List<String> inWords) {
  private static final int TOLD = 8;

  static RowDifferences between(List<TableRows> saved, List<TableRows> restored) {
    var left = byName(restored);
    var differences = new ArrayList<String>();
    byName(saved)
        .forEach(
            (name, rows) -> {
              var found = left.remove(name);
              if (found == null) {
                differences.add(name + " is missing");
              } else if (!found.equals(rows)) {
                differences.add("%s has %s rows, not %s".formatted(name, found, rows));
              }
            });
    left.keySet().forEach(name -> differences.add(name + " was not in it"));
    return new RowDifferences(List.copyOf(differences));
  }

  void requireNone(String location) {
    if (!inWords.isEmpty()) {
      var told = inWords.stream().limit(TOLD).collect(joining("; "));
      var more = inWords.size() > TOLD ? " and %s more".formatted(inWords.size() - TOLD) : "";
      throw new EngineException(
          FailureCode.BACKUP_DAMAGED,
          "restored, %s is not what its manifest says: %s%s; use another backup"
              .formatted(location, told, more));
    }
  }

  private static Map<String, Long> byName(List<TableRows> tables) {
    return tables.stream()
        .collect(
            toMap(
                it -> it.schema() + "." + it.table(),
                TableRows::rows,
                Long::sum,
                LinkedHashMap::new));
  }
}
