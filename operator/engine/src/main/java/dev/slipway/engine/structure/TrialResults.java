package dev.slipway.engine.structure;

import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What trials on the target's rows have found out so far. */
final class TrialResults {
  private final List<Finding> findings = new ArrayList<>();
  private final Map<TableColumn, Long> failing = new HashMap<>();
  private final Map<TableColumn, Long> losing = new HashMap<>();

  List<Finding> findings() {
    return findings;
  }

  RowFacts facts() {
    return new RowFacts(failing, losing);
  }

  /**
   * @param rows negative where nobody can tell how many
   */
  void fails(TableColumn place, long rows) {
    failing.put(place, rows);
  }

  void loses(TableColumn place, long rows) {
    losing.put(place, rows);
  }

  boolean doesFail(TableColumn place) {
    return failing.getOrDefault(place, 0L) != 0;
  }

  /** Values that do not cast are told already; nothing can be asked of such a table. */
  boolean isSpoilt(String table) {
    return failing.entrySet().stream()
        .anyMatch(it -> it.getKey().table().equals(table) && it.getValue() != 0);
  }

  void refuse(String kind, String place, String what, String todo) {
    findings.add(Finding.refusal(kind, place, what, todo));
  }
}
