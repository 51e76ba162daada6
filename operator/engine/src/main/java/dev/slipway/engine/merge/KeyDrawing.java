package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.compare.CopyRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which drawn keys have to become others, table by table: where a row's natural key is
 * made of drawn keys, these come first.
 */
final class KeyDrawing {
  private final Inputs inputs;
  private final List<TablePlan> plans;
  private final JoinRows rows;
  private final DrawnKeys keys;
  private final Conflicts conflicts;
  private final NumbersOfBase ofBase;

  KeyDrawing(
      Inputs inputs, List<TablePlan> plans, JoinRows rows, DrawnKeys keys, Conflicts conflicts) {
    this.inputs = inputs;
    this.plans = plans;
    this.rows = rows;
    this.keys = keys;
    this.conflicts = conflicts;
    this.ofBase = new NumbersOfBase(inputs, plans, keys);
  }

  void draw() throws IOException {
    var waiting = new LinkedHashSet<TablePlan>();
    plans.stream().filter(it -> keys.keyColumn(it.name()).isPresent()).forEach(waiting::add);
    while (!waiting.isEmpty()) {
      var names = waiting.stream().map(TablePlan::name).toList();
      var ready =
          waiting.stream()
              .filter(
                  it ->
                      it.key().stream()
                          .map(column -> keys.references(it.name()).getOrDefault(column, ""))
                          .noneMatch(names::contains))
              .toList();
      if (ready.isEmpty()) {
        conflicts.refuse(
            "match-circular",
            names.getFirst(),
            "is matched by keys of rows that are matched by it, by way of " + names,
            "match it by columns of its own");
        return;
      }
      for (var plan : ready) {
        draw(plan);
      }
      waiting.removeAll(ready);
    }
  }

  private void draw(TablePlan whole) throws IOException {
    var drawnColumn = keys.keyColumn(whole.name()).orElseThrow();
    var wanted = new ArrayList<>(whole.key());
    wanted.add(drawnColumn);
    var plan = whole.only(wanted);
    var drawn = new Table(plan, plan.columns().indexOf(drawnColumn));
    var open = new LinkedHashMap<Input, Cursor>();
    try {
      if (hasKeys(inputs.base(), plan)) {
        open.put(inputs.base(), rows.cursor(inputs.base(), plan));
      }
      for (var source : rows.sources(plan)) {
        open.put(source, rows.cursor(source, plan));
      }
      for (var key = least(plan, open); key != null; key = least(plan, open)) {
        drawn.take(key, open);
      }
      drawn.renumber();
    } finally {
      for (var cursor : open.values()) {
        cursor.close();
      }
    }
  }

  /** However its rows were chosen: what it has are the same rows by the same names. */
  private static boolean hasKeys(Input input, TablePlan plan) {
    return input
        .entry(plan.name())
        .filter(it -> it.rows() != null && it.columns().containsAll(plan.columns()))
        .isPresent();
  }

  private static @Nullable CopyRow least(TablePlan plan, Map<Input, Cursor> open) {
    var order = plan.rows().comparator();
    CopyRow least = null;
    for (var cursor : open.values()) {
      var row = cursor.current();
      if (row != null && (least == null || order.compare(row, least) < 0)) {
        least = row;
      }
    }
    return least;
  }

  /** A row that the base does not have, with the keys that sources have drawn for it. */
  private record Added(String key, Map<Input, String> drawn) {}

  /** The keys of one table. */
  private final class Table {
    private final TablePlan plan;
    private final int column;
    private final boolean isNumber;
    private final List<Added> added = new ArrayList<>();
    private long highest;

    Table(TablePlan plan, int column) {
      this.plan = plan;
      this.column = column;
      this.isNumber =
          switch (plan.column(plan.columns().get(column)).type()) {
            case "smallint", "integer", "bigint" -> true;
            default -> false;
          };
    }

    void take(CopyRow key, Map<Input, Cursor> open) throws IOException {
      var drawn = new LinkedHashMap<Input, String>();
      for (var input : open.entrySet()) {
        var row = input.getValue().take(key);
        if (row != null) {
          drawn.put(input.getKey(), text(row));
        }
      }
      var first = drawn.values().iterator().next();
      if (drawn.containsKey(inputs.base())) {
        drawn.forEach((input, own) -> become(input, own, first));
      } else if (added.size() < DrawnKeys.MOST) {
        added.add(new Added(first, drawn));
      } else {
        refuseTooMany();
      }
    }

    /** Of rows that drew the same number, the first in the order of their names keeps it. */
    void renumber() throws IOException {
      var numbers = added.stream().map(Added::key).collect(toSet());
      var taken = isNumber ? new HashSet<>(ofBase.among(numbers, plan)) : new HashSet<String>();
      var renumbered = new ArrayList<Added>();
      for (var row : added) {
        if (taken.add(row.key()) || !isNumber) {
          row.drawn().forEach((input, own) -> become(input, own, row.key()));
        } else {
          renumbered.add(row);
        }
      }
      var fresh = fresh(renumbered.size()).iterator();
      for (var row : renumbered) {
        var key = fresh.next();
        row.drawn().forEach((input, own) -> become(input, own, key));
      }
    }

    private List<String> fresh(int count) throws IOException {
      while (true) {
        var first = highest + 1;
        highest += count;
        var numbers = LongStream.rangeClosed(first, highest).mapToObj(Long::toString).toList();
        if (ofBase.among(Set.copyOf(numbers), plan).isEmpty()) {
          return numbers;
        }
      }
    }

    private String text(CopyRow row) {
      var text = new String(row.written(column), UTF_8);
      if (isNumber && !text.equals(CopyText.NULL)) {
        highest = Math.max(highest, Long.parseLong(text));
      }
      return text;
    }

    private void become(Input input, String own, String other) {
      if (!own.equals(other) && !keys.put(input, plan.name(), own, other)) {
        refuseTooMany();
      }
    }

    private void refuseTooMany() {
      conflicts.refuse(
          "merge-structure",
          plan.name(),
          "has more than %s rows that sources have made anew".formatted(DrawnKeys.MOST),
          "release them from one source first");
    }
  }
}
