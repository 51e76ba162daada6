package dev.slipway.engine.selection;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Index;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sets of columns that tell all rows of a table apart, by constraint or by index. */
public final class UniqueKeys {
  private static final Pattern PLAIN_INDEX =
      Pattern.compile("USING btree \\((.*)\\)(?: NULLS NOT DISTINCT)?");
  private static final Pattern NEXT_COLUMN =
      Pattern.compile(
          "(\"(?:[^\"]|\"\")+\"|[^\" ,()]+)(?: DESC)?(?: NULLS (?:FIRST|LAST))?(?:, |$)");

  private UniqueKeys() {}

  public static Set<Set<String>> of(Table table) {
    var keys =
        Stream.concat(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream())
            .map(Key::columns)
            .map(it -> (Set<String>) new HashSet<>(it));
    var indexes = table.indexes().stream().filter(Index::unique).map(it -> columns(it, table));
    return Stream.concat(keys, indexes).filter(it -> !it.isEmpty()).collect(toSet());
  }

  /** None for one over an expression, or over some of the rows: it tells not all of them apart. */
  private static Set<String> columns(Index index, Table table) {
    var plain = PLAIN_INDEX.matcher(index.definition());
    if (!plain.matches()) {
      return Set.of();
    }
    var byText = columnsByText(table);
    var columns = new HashSet<String>();
    var next = NEXT_COLUMN.matcher(plain.group(1));
    int end = 0;
    while (next.find(end) && next.start() == end && byText.containsKey(next.group(1))) {
      columns.add(byText.get(next.group(1)));
      end = next.end();
      if (end == plain.group(1).length()) {
        return columns;
      }
    }
    return Set.of();
  }

  /** PostgreSQL quotes a name where it must. */
  private static Map<String, String> columnsByText(Table table) {
    return table.columns().stream()
        .flatMap(
            it ->
                Stream.of(
                    Map.entry(it.name(), it.name()),
                    Map.entry(SqlIdentifier.quoted(it.name()), it.name())))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
  }
}
