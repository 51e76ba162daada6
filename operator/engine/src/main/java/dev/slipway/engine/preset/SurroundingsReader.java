package dev.slipway.engine.preset;

import dev.slipway.engine.finding.Finding;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is to be asked of a target. What a file says of the same thing again replaces it. */
final class SurroundingsReader {
  private static final Pattern TABLE_DOT_COLUMN = Pattern.compile("[^.]+\\.[^.]+");

  private SurroundingsReader() {}

  static Surroundings read(Fields fields, Surroundings known) {
    var read =
        new Surroundings(
            fields.has("userTables") ? fields.text("userTables") : known.userTables(),
            fields.has("withTable") ? fields.text("withTable") : known.withTable(),
            grown(known.held(), fields, "held", SurroundingsReader::held, it -> it.column()),
            grown(known.runs(), fields, "runs", SurroundingsReader::runs, it -> it.runs()),
            Stream.concat(known.lineage().stream(), fields.texts("lineage").stream())
                .distinct()
                .toList(),
            grown(
                known.staying(), fields, "staying", SurroundingsReader::staying, it -> it.name()));
    fields.refuseOthers();
    return read;
  }

  static List<Finding> check(Surroundings surroundings, Map<String, PresetTable> tables) {
    var columns = new LinkedHashSet<String>();
    Stream.ofNullable(surroundings.userTables()).forEach(columns::add);
    for (var held : surroundings.held()) {
      columns.add(held.column());
      columns.addAll(held.by().keySet());
    }
    for (var runs : surroundings.runs()) {
      columns.add(runs.column());
      columns.add(runs.runs());
      columns.addAll(runs.parts());
    }
    return Stream.concat(
            columns.stream().filter(it -> !isKnown(it, tables)),
            surroundings.lineage().stream().filter(it -> !tables.containsKey(it)))
        .map(
            it ->
                Finding.refusal(
                    "preset",
                    "surroundings." + it,
                    "is not the column, or the table, of an entry",
                    "write table.column, and add the entry of the table"))
        .toList();
  }

  private static boolean isKnown(String column, Map<String, PresetTable> tables) {
    return TABLE_DOT_COLUMN.matcher(column).matches()
        && tables.containsKey(column.substring(0, column.indexOf('.')));
  }

  private static Surroundings.Held held(Fields entry) {
    var by = entry.pairs("by");
    if (by.isEmpty()) {
      entry.wrong("by", "names nobody", "say which columns hold on to the rows");
    }
    return new Surroundings.Held(
        entry.needed("column"), text(entry, "row"), text(entry, "standard"), by);
  }

  private static Surroundings.Runs runs(Fields entry) {
    return new Surroundings.Runs(
        entry.needed("column"),
        entry.needed("runs"),
        entry.texts("parts"),
        entry.needed("unfinished"));
  }

  private static Surroundings.Staying staying(Fields entry) {
    var read =
        new Surroundings.Staying(
            entry.needed("name"),
            text(entry, "table"),
            text(entry, "where"),
            text(entry, "plugin"),
            entry.texts("columns"),
            entry.needed("what"),
            entry.needed("todo"));
    if (read.table() == null && read.plugin() == null && read.columns().isEmpty()) {
      entry.wrong("", "says not what shows it", "name a table, a plugin or columns");
    }
    return read;
  }

  private static @Nullable String text(Fields entry, String field) {
    return entry.has(field) ? entry.text(field) : null;
  }

  private static <T> List<T> grown(
      List<T> known,
      Fields fields,
      String field,
      Function<Fields, T> read,
      Function<T, String> name) {
    var all = new LinkedHashMap<String, T>();
    known.forEach(it -> all.put(name.apply(it), it));
    for (var entry : fields.objects(field)) {
      var one = read.apply(entry);
      entry.refuseOthers();
      all.put(name.apply(one), one);
    }
    return List.copyOf(all.values());
  }
}
