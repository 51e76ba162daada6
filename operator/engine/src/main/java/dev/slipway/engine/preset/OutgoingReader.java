package dev.slipway.engine.preset;

import dev.slipway.engine.finding.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what reaches out of an app. What a file says of the same table again replaces it. */
final class OutgoingReader {
  private OutgoingReader() {}

  static List<Outgoing> read(Fields file, List<Outgoing> known) {
    var all = new LinkedHashMap<String, Outgoing>();
    known.forEach(it -> all.put(it.table(), it));
    for (var entry : file.objects("outgoing")) {
      var one =
          new Outgoing(
              entry.needed("table"),
              entry.pairs("set"),
              entry.has("where") ? entry.text("where") : null,
              entry.needed("what"));
      entry.refuseOthers();
      all.put(one.table(), one);
    }
    return List.copyOf(all.values());
  }

  static List<Finding> check(List<Outgoing> outgoing, Map<String, PresetTable> tables) {
    return outgoing.stream()
        .filter(it -> !tables.containsKey(it.table()))
        .map(
            it ->
                Finding.refusal(
                    "preset",
                    "outgoing." + it.table(),
                    "is a table without an entry",
                    "add the entry of the table"))
        .toList();
  }
}
