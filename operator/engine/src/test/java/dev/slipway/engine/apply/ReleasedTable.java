package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Random;

/**
 * A table of a random release, the same on both sides but for its rows.
 *
 * @param rule none: the table is kept
 * @param up the table that its column up refers to
 * @param action what the database does with a row whose counterpart goes
 * @param soft the table that its column soft refers to, as only a preset knows
 */
record ReleasedTable(
    String name,
    String rule,
    boolean byCode,
    boolean hasOwnRows,
    boolean hasWhere,
    List<String> preserved,
    String up,
    String action,
    String soft,
    String oddType,
    List<String> oddValues) {

  static final List<String> COLUMNS = List.of("id", "code", "up", "soft", "mine", "odd", "n");

  private static final List<String> RULES =
      List.of("Overwrite", "Overwrite", "Upsert", "Upsert", "InsertIgnore", "SchemaOnly");
  private static final List<String> ACTIONS =
      List.of(
          "",
          "ON DELETE CASCADE",
          "ON DELETE SET NULL",
          "ON DELETE RESTRICT",
          "ON UPDATE CASCADE",
          "DEFERRABLE INITIALLY DEFERRED");

  private record Odd(String type, List<String> values) {}

  private static final List<Odd> ODD =
      List.of(
          new Odd("numeric", List.of("1", "1.0", "1.00", "NaN", "-1e-7")),
          new Odd("json", List.of("{\"a\": 1}", "{\"a\":  1}", "[]", "null")),
          new Odd("jsonb", List.of("{\"a\": 1}", "[]", "null", "1.0")),
          new Odd("float8", List.of("0", "-0", "NaN", "Infinity")),
          new Odd("text[]", List.of("{}", "{a,NULL}", "{{a,b},{c,d}}", "[0:0]={x}")),
          new Odd("bytea", List.of("\\x", "\\x00ff")),
          new Odd("int4range", List.of("empty", "[1,5)", "(,5)")),
          new Odd("nummultirange", List.of("{}", "{[1,2),[3,4)}")),
          new Odd("timestamp", List.of("infinity", "-infinity", "2026-01-01 00:00:00")),
          new Odd("interval", List.of("1 mon", "30 days", "24:00:00")),
          new Odd("xml", List.of("<a/>", "<a></a>")),
          new Odd("point", List.of("(0,0)", "(-0,0)")),
          new Odd("char(3)", List.of("a", "b")));

  static ReleasedTable random(Random random, String name, List<String> names) {
    var rule = name.equals("kept") ? "" : pick(random, RULES);
    var byCode = (rule.equals("Upsert") || rule.equals("InsertIgnore")) && random.nextInt(2) == 0;
    var odd = pick(random, ODD);
    var takesRows = !rule.isEmpty() && !rule.equals("SchemaOnly");
    return new ReleasedTable(
        name,
        rule,
        byCode,
        takesRows && random.nextInt(4) == 0,
        takesRows && random.nextInt(5) == 0,
        takesRows && random.nextInt(3) == 0
            ? List.of(pick(random, List.of("n", "odd", "up")))
            : List.of(),
        pick(random, names),
        pick(random, ACTIONS),
        pick(random, names.subList(0, 3)),
        odd.type(),
        odd.values());
  }

  static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  boolean takesRows() {
    return !rule.isEmpty() && !rule.equals("SchemaOnly");
  }

  String key() {
    return byCode ? "code" : "id";
  }

  String create() {
    return """
    CREATE TABLE %s (id int PRIMARY KEY, code text UNIQUE, up int, soft int, mine boolean,
                     odd %s, n int);
    """
        .formatted(name, oddType);
  }

  String reference() {
    return "ALTER TABLE %s ADD FOREIGN KEY (up) REFERENCES %s %s;%n".formatted(name, up, action);
  }

  String ruleWords() {
    return """
    {"tables": ["%s"], "rule": "%s"%s%s%s}"""
        .formatted(
            name,
            rule.isEmpty() ? "SchemaOnly" : rule,
            byCode ? ", \"match\": [\"code\"]" : "",
            preserved.isEmpty()
                ? ""
                : preserved.stream()
                    .collect(joining("\", \"", ", \"preserveColumns\": [\"", "\"]")),
            hasWhere ? ", \"where\": \"n IS DISTINCT FROM 3\"" : "");
  }

  String presetWords() {
    return """
      - table: %s
        rule: Overwrite
        merged: Upsert
        references: {soft: %s.id}
    %s"""
        .formatted(name, soft, hasOwnRows ? "    ownRows: \"{mine}\"\n" : "");
  }
}
