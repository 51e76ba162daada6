package dev.slipway.engine.merge;

import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that sources do not agree on, as far as nobody has decided it. Memory has a bound. */
final class Conflicts {
  static final int MOST = 1000;

  private final List<Resolution> resolutions;
  private final Set<Resolution> heard = new LinkedHashSet<>();
  private final List<Conflict> kept = new ArrayList<>();
  private final List<Finding> refusals = new ArrayList<>();
  private long count;

  Conflicts(List<Resolution> resolutions) {
    this.resolutions = resolutions;
  }

  /** The name of the source that a person prefers; else the conflict is kept. */
  Optional<String> decided(Conflict conflict) {
    var taken = taken(conflict.table(), conflict.key());
    if (taken.isEmpty()) {
      count++;
      if (kept.size() < MOST) {
        kept.add(conflict);
      }
    }
    return taken;
  }

  /** One that names more of the row comes before one that names less, or the table alone. */
  private Optional<String> taken(String table, Map<String, String> key) {
    var fitting = resolutions.stream().filter(it -> it.covers(table, key)).toList();
    int most = fitting.stream().mapToInt(it -> it.key().size()).max().orElse(0);
    var best = fitting.stream().filter(it -> it.key().size() == most).toList();
    heard.addAll(best);
    var taken = best.stream().map(Resolution::take).distinct().toList();
    if (taken.size() > 1) {
      refuse(
          "resolve-contradicts",
          table + " " + key,
          "is to be taken from " + String.join(" and from ", taken),
          "name the whole key of the row in one entry of resolve");
      return Optional.empty();
    }
    return taken.stream().findFirst();
  }

  /** What no choice between sources mends. */
  void refuse(String kind, String place, String what, String todo) {
    if (refusals.size() < MOST) {
      refusals.add(Finding.refusal(kind, place, what, todo));
    }
  }

  List<Conflict> kept() {
    return kept;
  }

  List<Finding> refusals() {
    return refusals;
  }

  long count() {
    return count;
  }

  List<String> heard() {
    return resolutions.stream()
        .filter(heard::contains)
        .map(Resolution::inWords)
        .distinct()
        .toList();
  }

  List<String> unheard() {
    return resolutions.stream()
        .filter(it -> !heard.contains(it))
        .map(Resolution::inWords)
        .distinct()
        .toList();
  }
}
