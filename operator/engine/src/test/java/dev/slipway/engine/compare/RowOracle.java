package dev.slipway.engine.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.slipway.engine.bench.AppDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of two databases compared the simple way: all of them at once, in memory. */
final class RowOracle {

  private final List<String> columns;
  private final List<String> key;
  private final Set<String> numbers;
  private final List<List<@Nullable String>> a;
  private final List<List<@Nullable String>> b;

  private RowOracle(
      List<String> columns,
      List<String> key,
      Set<String> numbers,
      List<List<@Nullable String>> a,
      List<List<@Nullable String>> b) {
    this.columns = columns;
    this.key = key;
    this.numbers = numbers;
    this.a = a;
    this.b = b;
  }

  /**
   * @param key in the order in which keys are told
   * @param numbers columns of the key that are whole numbers on both sides
   */
  static RowComparison compare(
      AppDatabase a,
      AppDatabase b,
      List<String> columns,
      List<String> key,
      Set<String> numbers,
      int samples)
      throws SQLException {
    var oracle = new RowOracle(columns, key, numbers, read(a, columns), read(b, columns));
    return key.isEmpty() ? oracle.asMultisets() : oracle.byKey(samples);
  }

  /** The same, with the columns of a changed row in the order of their names. */
  static RowComparison inOrderOfNames(RowComparison found) {
    return new RowComparison(
        found.key(),
        found.onlyInA(),
        found.onlyInB(),
        found.changed(),
        found.same(),
        found.samplesOnlyInA(),
        found.samplesOnlyInB(),
        found.samplesChanged().stream()
            .map(it -> new ChangedRow(it.key(), it.columns().stream().sorted().toList()))
            .toList());
  }

  private RowComparison asMultisets() {
    var balance = new HashMap<List<@Nullable String>, Integer>();
    a.forEach(row -> balance.merge(row, 1, Integer::sum));
    b.forEach(row -> balance.merge(row, -1, Integer::sum));
    long onlyInA = balance.values().stream().mapToLong(it -> Math.max(0, it)).sum();
    long onlyInB = balance.values().stream().mapToLong(it -> Math.max(0, -it)).sum();
    return new RowComparison(
        key, onlyInA, onlyInB, 0, a.size() - onlyInA, List.of(), List.of(), List.of());
  }

  private RowComparison byKey(int samples) {
    var inA = keyed(a);
    var inB = keyed(b);
    var onlyInA =
        inA.keySet().stream().filter(it -> !inB.containsKey(it)).sorted(this::inOrder).toList();
    var onlyInB =
        inB.keySet().stream().filter(it -> !inA.containsKey(it)).sorted(this::inOrder).toList();
    var changed = new ArrayList<ChangedRow>();
    for (var it : inA.keySet().stream().filter(inB::containsKey).sorted(this::inOrder).toList()) {
      var columns = differing(requireNonNull(inA.get(it)), requireNonNull(inB.get(it)));
      if (!columns.isEmpty()) {
        changed.add(new ChangedRow(it, columns));
      }
    }
    return new RowComparison(
        key,
        onlyInA.size(),
        onlyInB.size(),
        changed.size(),
        inA.size() - onlyInA.size() - changed.size(),
        onlyInA.stream().limit(samples).toList(),
        onlyInB.stream().limit(samples).toList(),
        changed.stream().limit(samples).toList());
  }

  private Map<List<String>, List<@Nullable String>> keyed(List<List<@Nullable String>> rows) {
    var keyed = new LinkedHashMap<List<String>, List<@Nullable String>>();
    for (var row : rows) {
      keyed.put(key.stream().map(it -> requireNonNull(row.get(columns.indexOf(it)))).toList(), row);
    }
    return keyed;
  }

  private List<String> differing(List<@Nullable String> left, List<@Nullable String> right) {
    return IntStream.range(0, columns.size())
        .filter(it -> !Objects.equals(left.get(it), right.get(it)))
        .mapToObj(columns::get)
        .sorted()
        .toList();
  }

  private static List<List<@Nullable String>> read(AppDatabase database, List<String> columns)
      throws SQLException {
    var texts = columns.stream().map(it -> it + "::text").toList();
    var rows = new ArrayList<List<@Nullable String>>();
    try (var session = database.sessions().open();
        var statement = session.createStatement();
        var found =
            statement.executeQuery("SELECT " + String.join(", ", texts) + " FROM public.t")) {
      while (found.next()) {
        var row = new ArrayList<@Nullable String>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private int inOrder(List<String> one, List<String> other) {
    for (int i = 0; i < key.size(); i++) {
      int order =
          numbers.contains(key.get(i))
              ? new BigDecimal(one.get(i)).compareTo(new BigDecimal(other.get(i)))
              : Arrays.compareUnsigned(bytes(one.get(i)), bytes(other.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
