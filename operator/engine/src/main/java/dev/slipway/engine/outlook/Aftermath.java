package dev.slipway.engine.outlook;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.TableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the target's tables as they are and as the release leaves them: each a query for the
 * texts of some columns, which it calls {@code c1}, {@code c2} and so on. Nothing where there is no
 * such table or column, or where a value is neither the file's nor the target's alone.
 */
final class Aftermath {
  private final Release release;

  Aftermath(Release release) {
    this.release = release;
  }

  Optional<String> before(String table, List<String> columns) {
    return before(table, columns, null);
  }

  Optional<String> after(String table, List<String> columns) {
    return after(table, columns, null);
  }

  /** The file's own rows. */
  Optional<String> brought(String table, List<String> columns, @Nullable String condition) {
    var entry = release.manifest().table(table);
    return entry.isEmpty() || !carries(entry.get(), columns)
        ? Optional.empty()
        : staged(table).map(it -> query(it.relation(), columns, condition));
  }

  /**
   * @param condition over the table's columns; absent: all rows
   */
  Optional<String> before(String table, List<String> columns, @Nullable String condition) {
    return release
        .target()
        .table(table)
        .filter(it -> has(it, columns))
        .map(_ -> query("ONLY " + qualified(release.schema(), table), columns, condition));
  }

  Optional<String> after(String table, List<String> columns, @Nullable String condition) {
    if (!release.takesRows(table)) {
      return before(table, columns, condition);
    }
    var entry = release.manifest().table(table).orElseThrow();
    var brought = brought(table, columns, condition);
    if (brought.isEmpty()) {
      return Optional.empty();
    }
    var parts = new ArrayList<String>();
    parts.add(brought.get());
    if (release.target().table(table).isPresent()) {
      remaining(entry)
          .flatMap(it -> before(table, columns, and(it, condition)))
          .ifPresent(parts::add);
    }
    return Optional.of("(" + String.join(" UNION ALL ", parts) + ")");
  }

  /** A condition for the target's rows that stay beside those of the file; nothing: none do. */
  private Optional<String> remaining(TableEntry entry) {
    return switch (entry.rule()) {
      case OVERWRITE -> Optional.ofNullable(entry.ownRows());
      case UPSERT, INSERT_IGNORE -> staged(entry.name()).map(it -> hasNoCounterpart(entry, it));
      case SCHEMA_ONLY, SKIP -> Optional.empty();
    };
  }

  private static String hasNoCounterpart(TableEntry entry, StagedRows staged) {
    var sameKey =
        entry.keyColumns().stream()
            .map(it -> "s.%1$s::text = t.%1$s::text".formatted(quoted(it)))
            .collect(joining(" AND "));
    var unmatched =
        "NOT EXISTS (SELECT FROM %s AS s WHERE %s)".formatted(staged.relation(), sameKey);
    return staged.goes() == null
        ? unmatched
        : "%s AND NOT (%s)".formatted(unmatched, staged.goes());
  }

  private static String and(String one, @Nullable String other) {
    return other == null ? "(" + one + ")" : "(" + one + ") AND (" + other + ")";
  }

  private Optional<StagedRows> staged(String table) {
    return release.staged().stream().filter(it -> it.table().equals(table)).findFirst();
  }

  private static boolean carries(TableEntry entry, List<String> columns) {
    return entry.columns().containsAll(columns)
        && entry.preserved().stream().noneMatch(columns::contains);
  }

  private static boolean has(Table table, List<String> columns) {
    return columns.stream()
        .allMatch(it -> table.columns().stream().anyMatch(own -> own.name().equals(it)));
  }

  private static String query(String relation, List<String> columns, @Nullable String condition) {
    var values =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "t.%s::text AS c%s".formatted(quoted(columns.get(i)), i + 1))
            .collect(joining(", "));
    return "(SELECT %s FROM %s AS t%s)"
        .formatted(values, relation, condition == null ? "" : " WHERE " + condition);
  }
}
