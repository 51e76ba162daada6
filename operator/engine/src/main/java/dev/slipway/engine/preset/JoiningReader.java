package dev.slipway.engine.preset;

import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads and checks what a preset says of joining several sources. */
final class JoiningReader {
  private static final Pattern TABLE_DOT_COLUMN = Pattern.compile("[^.]+\\.[^.]+");

  private JoiningReader() {}

  static Joining read(Fields fields, Joining known) {
    var parents = new TreeMap<>(known.parents());
    parents.putAll(fields.pairs("parents"));
    var joining =
        new Joining(
            fields.has("lastChanged") ? fields.text("lastChanged") : known.lastChanged(),
            fields.has("changedBy") ? fields.text("changedBy") : known.changedBy(),
            grown(known.stamps(), fields.texts("stamps")),
            grown(known.entries(), fields.texts("entries")),
            parents);
    fields.refuseOthers();
    return joining;
  }

  private static List<String> grown(List<String> known, List<String> more) {
    var all = new LinkedHashSet<>(known);
    all.addAll(more);
    return List.copyOf(all);
  }

  static List<Finding> check(Joining joining, Collection<String> tables) {
    var findings = new ArrayList<Finding>();
    joining
        .parents()
        .forEach(
            (column, parent) ->
                Stream.of(column, parent)
                    .filter(it -> !isOf(tables, it))
                    .forEach(
                        it ->
                            findings.add(
                                Finding.refusal(
                                    "preset",
                                    "merging.parents." + column,
                                    it + " is no column of a table that has an entry",
                                    "write table.column"))));
    return findings;
  }

  private static boolean isOf(Collection<String> tables, String place) {
    return TABLE_DOT_COLUMN.matcher(place).matches()
        && tables.contains(place.substring(0, place.indexOf('.')));
  }
}
