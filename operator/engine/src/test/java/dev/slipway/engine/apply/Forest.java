package dev.slipway.engine.apply;

import dev.slipway.engine.bench.AppDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of three tables, each of which is told apart by a row of the one before it and a name. */
final class Forest {
  static final String TABLES =
      """
      CREATE TABLE t0 (id int PRIMARY KEY, name text, v text);
      CREATE TABLE t1 (id int PRIMARY KEY, up int, name text, v text, mine boolean);
      CREATE TABLE t2 (id int PRIMARY KEY, up int, name text, v text, mine boolean);
      """;

  static final String NO_TABLES = "DROP TABLE IF EXISTS t0, t1, t2;";

  static final String EMPTY_TABLES = "TRUNCATE t0, t1, t2;";

  private static final int LEVELS = 3;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

  private final Map<Key, Row> rows = new TreeMap<>();

  /** Where a row is. */
  record Key(int level, int id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return level == other.level ? id - other.id : level - other.level;
    }
  }

  /**
   * What it says.
   *
   * @param up a number of the level before; on the first level nought
   */
  record Row(int up, String name, String value, boolean mine) {
    Row saying(String other) {
      return new Row(up, name, other, mine);
    }

    Row called(String other) {
      return new Row(up, other, value, mine);
    }
  }

  private Forest() {}

  static Forest random(Random random) {
    var forest = new Forest();
    var ids = shuffled(random);
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      forest.rows.put(new Key(0, ids.get(i)), new Row(0, NAMES.get(i), value(random), false));
    }
    for (int level = 1; level < LEVELS; level++) {
      var own = shuffled(random).iterator();
      for (var parent : forest.keys(level - 1)) {
        for (int i = 0; i < random.nextInt(4) && own.hasNext(); i++) {
          forest.rows.put(
              new Key(level, own.next()), new Row(parent.id(), NAMES.get(i), value(random), false));
        }
      }
    }
    return forest;
  }

  /** The same with some changes, such as people make. */
  Forest changed(Random random, int changes) {
    var changed = new Forest();
    changed.rows.putAll(rows);
    for (int i = 0; i < changes; i++) {
      changed.change(random);
    }
    return changed;
  }

  private void change(Random random) {
    int level = random.nextInt(LEVELS);
    var keys = keys(level);
    if (keys.isEmpty()) {
      return;
    }
    var key = keys.get(random.nextInt(keys.size()));
    var row = row(key);
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> remove(key);
      case 3 -> rows.put(key, row.saying(value(random)));
      case 4 -> {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        if (isFree(level, row.up(), name)) {
          rows.put(key, row.called(name)); // in its place: everything below it goes along
        }
      }
      default -> add(random, level, row.up());
    }
  }

  private void add(Random random, int level, int up) {
    var name = NAMES.get(random.nextInt(NAMES.size()));
    if (isFree(level, up, name)) {
      int id = keys(level).stream().mapToInt(Key::id).max().orElse(0) + 1 + random.nextInt(2);
      rows.put(new Key(level, id), new Row(up, name, value(random), false));
      if (level + 1 < LEVELS) {
        add(random, level + 1, id);
      }
    }
  }

  private void remove(Key key) {
    rows.remove(key);
    for (var child : keys(key.level() + 1)) {
      if (row(child).up() == key.id()) {
        remove(child);
      }
    }
  }

  /**
   * A production that has some of the base and of what is to come, things of its own and, where
   * there is room, what hangs on numbers that are gone.
   */
  static Forest target(Random random, Forest base, Map<String, String> wanted) {
    var paths = new TreeMap<String, String>();
    wanted.forEach((path, value) -> take(paths, path, value, random.nextInt(4) == 0));
    base.byPath().forEach((path, value) -> take(paths, path, value, random.nextInt(6) > 0));
    for (int i = 0; i < 6; i++) {
      var parents = List.copyOf(paths.keySet());
      var parent = parents.isEmpty() ? "" : parents.get(random.nextInt(parents.size()));
      var name = NAMES.get(random.nextInt(NAMES.size()));
      var path = parent.isEmpty() || random.nextInt(4) == 0 ? name : parent + "/" + name;
      take(paths, path, value(random), level(path) < LEVELS);
    }
    var target = new Forest();
    var ids = new HashMap<String, Integer>();
    var free = new ArrayList<List<Integer>>();
    IntStream.range(0, LEVELS).forEach(_ -> free.add(shuffled(random)));
    paths.forEach(
        (path, value) -> {
          int level = level(path);
          int id = free.get(level).removeLast();
          ids.put(path, id);
          target.rows.put(
              new Key(level, id),
              new Row(
                  ids.getOrDefault(parent(path), 0),
                  path.substring(path.lastIndexOf('/') + 1),
                  random.nextInt(4) == 0 ? value(random) : value,
                  level > 0 && random.nextInt(8) == 0));
        });
    target.hang(base, wanted, free);
    return target;
  }

  private static void take(Map<String, String> paths, String path, String value, boolean isTaken) {
    if (isTaken && (level(path) == 0 || paths.containsKey(parent(path)))) {
      paths.putIfAbsent(path, value);
    }
  }

  /** Copies of rows that go, which only by chance have the number of a parent that goes as well. */
  private void hang(Forest base, Map<String, String> wanted, List<List<Integer>> free) {
    for (int level = 1; level < LEVELS; level++) {
      for (var key : base.keys(level)) {
        var row = base.row(key);
        var parent = new Key(level - 1, row.up());
        if (!wanted.containsKey(base.path(parent))
            && !rows.containsKey(parent)
            && isFree(level, row.up(), row.name())) {
          rows.put(new Key(level, free.get(level).removeLast()), row);
        }
      }
    }
  }

  /** What is to become of these rows: by their names, and their numbers stay. */
  Map<Key, Row> released(Map<String, String> base, Map<String, String> wanted) {
    var released = new TreeMap<Key, Row>();
    rows.forEach(
        (key, row) -> {
          var path = path(key);
          var value = path == null ? null : wanted.get(path);
          if (row.mine() || path == null) {
            released.put(key, row);
          } else if (value != null) {
            released.put(key, row.saying(value));
          } else if (!base.containsKey(path)) {
            released.put(key, row);
          }
        });
    return released;
  }

  /** Those of these rows that another forest has as well, by their numbers. */
  Map<Key, Row> keeping(Forest other) {
    var kept = new TreeMap<>(rows);
    kept.keySet().retainAll(other.rows.keySet());
    return kept;
  }

  /** What is to be added to these rows. */
  Map<String, String> without(Map<String, String> wanted) {
    var added = new TreeMap<>(wanted);
    added.keySet().removeAll(byPath().keySet());
    return added;
  }

  int size() {
    return rows.size();
  }

  /** Without those that hang in the air. */
  Map<String, String> byPath() {
    var byPath = new TreeMap<String, String>();
    rows.forEach(
        (key, row) -> {
          var path = path(key);
          if (path != null) {
            byPath.put(path, row.value());
          }
        });
    return byPath;
  }

  private @Nullable String path(Key key) {
    var row = rows.get(key);
    if (row == null) {
      return null;
    }
    if (key.level() == 0) {
      return row.name();
    }
    var parent = path(new Key(key.level() - 1, row.up()));
    return parent == null ? null : parent + "/" + row.name();
  }

  String rows() {
    var sql = new StringBuilder();
    rows.forEach(
        (key, row) ->
            sql.append(
                key.level() == 0
                    ? "INSERT INTO t0 VALUES (%s, '%s', '%s');%n"
                        .formatted(key.id(), row.name(), row.value())
                    : "INSERT INTO t%s VALUES (%s, %s, '%s', '%s', %s);%n"
                        .formatted(
                            key.level(), key.id(), row.up(), row.name(), row.value(), row.mine())));
    return sql.append("SELECT 1").toString();
  }

  static Forest of(AppDatabase database) {
    var forest = new Forest();
    for (int level = 0; level < LEVELS; level++) {
      var rest = level == 0 ? "0, name, v, false" : "up, name, v, mine";
      for (var row :
          database.values("SELECT concat_ws(',', id, %s) FROM public.t%s".formatted(rest, level))) {
        var values = row.split(",", -1);
        forest.rows.put(
            new Key(level, Integer.parseInt(values[0])),
            new Row(Integer.parseInt(values[1]), values[2], values[3], values[4].equals("t")));
      }
    }
    return forest;
  }

  private boolean isFree(int level, int up, String name) {
    return keys(level).stream()
        .map(this::row)
        .noneMatch(it -> it.up() == up && it.name().equals(name));
  }

  private List<Key> keys(int level) {
    return rows.keySet().stream().filter(it -> it.level() == level).toList();
  }

  private Row row(Key key) {
    var row = rows.get(key);
    if (row == null) {
      throw new IllegalStateException("there is no row " + key);
    }
    return row;
  }

  private static int level(String path) {
    return (int) path.chars().filter(it -> it == '/').count();
  }

  private static String parent(String path) {
    int end = path.lastIndexOf('/');
    return end < 0 ? "" : path.substring(0, end);
  }

  private static String value(Random random) {
    return NAMES.get(random.nextInt(2));
  }

  private static List<Integer> shuffled(Random random) {
    var ids = new ArrayList<>(IntStream.rangeClosed(1, 60).boxed().toList());
    Collections.shuffle(ids, random);
    return ids;
  }
}
