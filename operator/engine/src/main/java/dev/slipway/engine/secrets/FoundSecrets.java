package dev.slipway.engine.secrets;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What was found in one table: where and how often, never what. Small however much there is. */
final class FoundSecrets {
  private static final String KIND = "literal-secret";
  private static final int MOST_PLACES = 100;
  private static final int TOLD_PLACES = 5;
  private static final int TOLD_ROWS = 3;

  private final String table;
  private final Map<Place, Tally> tallies = new LinkedHashMap<>();
  private boolean more;

  FoundSecrets(String table) {
    this.table = table;
  }

  /**
   * @param key tells people which row it is; asked only where there is room for it
   */
  void add(String name, String place, long row, Supplier<String> key) {
    var where = new Place(name, place);
    if (!tallies.containsKey(where) && tallies.size() == MOST_PLACES) {
      more = true;
      return;
    }
    tallies.computeIfAbsent(where, _ -> new Tally()).add(row, key);
  }

  Optional<Finding> finding(String howToRefer) {
    if (tallies.isEmpty()) {
      return Optional.empty();
    }
    var places =
        tallies.entrySet().stream()
            .limit(TOLD_PLACES)
            .map(it -> it.getKey().inWords() + it.getValue().inWords())
            .collect(joining("; "));
    return Optional.of(
        Finding.acceptableRefusal(
            KIND,
            table,
            "holds " + places + rest(),
            "%s, or accept %s:%s with a reason".formatted(howToRefer, KIND, table)));
  }

  private String rest() {
    int untold = tallies.size() - TOLD_PLACES;
    return untold <= 0 ? "" : "; and %s%s more".formatted(more ? "at least " : "", untold);
  }

  private record Place(String name, String path) {
    String inWords() {
      var looks = name.equals(ValueLook.LITERAL) ? name : "what looks like " + name;
      return looks + " at " + path;
    }
  }

  private static final class Tally {
    private final List<String> keys = new ArrayList<>();
    private long rows;
    private long lastRow = -1;

    void add(long row, Supplier<String> key) {
      if (row == lastRow) {
        return;
      }
      lastRow = row;
      rows++;
      if (keys.size() < TOLD_ROWS) {
        keys.add(key.get());
      }
    }

    String inWords() {
      var told = keys.stream().filter(it -> !it.isEmpty()).collect(joining(", "));
      return " in %s %s%s%s"
          .formatted(
              rows,
              rows == 1 ? "row" : "rows",
              told.isEmpty() ? "" : ", with key " + told,
              told.isEmpty() || rows <= keys.size() ? "" : " and others");
    }
  }
}
