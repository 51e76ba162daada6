package dev.slipway.engine.apply;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules make of rows, worked out over plain values: slow, and simple enough to be believed. A
 * row is its values by their columns.
 */
final class RowsOracle {
  private final List<ReleasedTable> tables;
  private final Map<String, List<Map<String, String>>> coming = new HashMap<>();
  private final Map<String, List<Map<String, String>>> target;

  private RowsOracle(List<ReleasedTable> tables, Map<String, List<Map<String, String>>> target) {
    this.tables = tables;
    this.target = target;
  }

  /** The rows of the target afterwards; empty where the release has to be refused. */
  static Optional<Map<String, List<Map<String, String>>>> apply(
      List<ReleasedTable> tables,
      Map<String, List<Map<String, String>>> source,
      Map<String, List<Map<String, String>>> target) {
    return new RowsOracle(tables, target).result(source);
  }

  private Optional<Map<String, List<Map<String, String>>>> result(
      Map<String, List<Map<String, String>>> source) {
    for (var table : tables) {
      coming.put(table.name(), travelling(table, in(source, table.name())));
    }
    if (!rewriteKeys()) {
      return Optional.empty();
    }
    var result = new HashMap<String, List<Map<String, String>>>();
    for (var table : tables) {
      result.put(table.name(), rows(table));
    }
    return isConsistent(result) ? Optional.of(result) : Optional.empty();
  }

  private static List<Map<String, String>> travelling(
      ReleasedTable table, List<Map<String, String>> rows) {
    var travelling = new ArrayList<Map<String, String>>();
    for (var row : rows) {
      if (table.takesRows()
          && !(table.hasOwnRows() && Objects.equals(row.get("mine"), "true"))
          && !(table.hasWhere() && Objects.equals(row.get("n"), "3"))) {
        travelling.add(new LinkedHashMap<>(row));
      }
    }
    return travelling;
  }

  /** Whether every row found its key, and every reference what it leads to. */
  private boolean rewriteKeys() {
    var keys = new HashMap<String, Map<String, String>>();
    for (var table : tables) {
      if (table.byCode()) {
        if (in(coming, table.name()).stream().anyMatch(it -> it.get("code") == null)) {
          return false;
        }
        keys.put(table.name(), keysOf(table));
      }
    }
    for (var table : tables) {
      for (var row : in(coming, table.name())) {
        if (!replace(row, "up", keys.get(table.up()))
            || !replace(row, "soft", keys.get(table.soft()))) {
          return false;
        }
      }
    }
    for (var table : tables) {
      if (table.byCode()) {
        in(coming, table.name()).forEach(it -> replace(it, "id", keys.get(table.name())));
      }
    }
    return true;
  }

  private Map<String, String> keysOf(ReleasedTable table) {
    var rows = in(coming, table.name());
    var present = in(target, table.name());
    long last = 0;
    for (var row : rows) {
      last = Math.max(last, Long.parseLong(row.get("id")));
    }
    for (var row : present) {
      last = Math.max(last, Long.parseLong(row.get("id")));
    }
    var keys = new HashMap<String, String>();
    var inOrder = new ArrayList<>(rows);
    inOrder.sort(Comparator.comparing(it -> it.get("code")));
    for (var row : inOrder) {
      var met = find(present, "code", row.get("code"));
      if (met.isPresent()) {
        keys.put(row.get("id"), met.get().get("id"));
      } else if (find(present, "id", row.get("id")).isPresent()) {
        keys.put(row.get("id"), Long.toString(++last));
      } else {
        keys.put(row.get("id"), row.get("id"));
      }
    }
    return keys;
  }

  private static boolean replace(
      Map<String, String> row, String column, @Nullable Map<String, String> keys) {
    var old = row.get(column);
    if (old == null || keys == null) {
      return true;
    }
    if (!keys.containsKey(old)) {
      return false;
    }
    row.put(column, keys.get(old));
    return true;
  }

  private List<Map<String, String>> rows(ReleasedTable table) {
    var present = in(target, table.name());
    var result = new ArrayList<Map<String, String>>();
    var rows = in(coming, table.name());
    for (var row : present) {
      var own = table.hasOwnRows() && Objects.equals(row.get("mine"), "true");
      var next = find(rows, table.key(), row.get(table.key()));
      if (!table.takesRows() || own || table.rule().equals("InsertIgnore")) {
        result.add(row);
      } else if (next.isPresent()) {
        var changed = new LinkedHashMap<>(next.get());
        table.preserved().forEach(it -> changed.put(it, row.get(it)));
        result.add(changed);
      } else if (!table.rule().equals("Overwrite")) {
        result.add(row);
      }
    }
    for (var row : rows) {
      if (find(present, table.key(), row.get(table.key())).isEmpty()) {
        result.add(row);
      }
    }
    return result;
  }

  private boolean isConsistent(Map<String, List<Map<String, String>>> result) {
    for (var table : tables) {
      for (var column : List.of("id", "code")) {
        var seen = new HashSet<String>();
        for (var row : in(result, table.name())) {
          if (row.get(column) != null && !seen.add(row.get(column))) {
            return false;
          }
        }
      }
      for (var row : in(result, table.name())) {
        if (row.get("up") != null && find(in(result, table.up()), "id", row.get("up")).isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Map<String, String>> in(
      Map<String, List<Map<String, String>>> tables, String name) {
    return requireNonNull(tables.get(name));
  }

  /** A missing value is no key. */
  private static Optional<Map<String, String>> find(
      List<Map<String, String>> rows, String column, @Nullable String value) {
    return value == null
        ? Optional.empty()
        : rows.stream().filter(it -> value.equals(it.get(column))).findFirst();
  }
}
