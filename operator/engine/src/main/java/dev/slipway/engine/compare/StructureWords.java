package dev.slipway.engine.compare;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Index;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.Unsupported;
import dev.slipway.engine.catalog.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How two structures differ, in words. The order of columns is no difference, and neither is the
 * name of what is known by its content: keys, indexes, checks and sequences of columns.
 */
final class StructureWords {
  private static final String NONE = "none";
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private StructureWords() {}

  /** Of a table that both have. */
  static List<String> of(String table, Catalog a, Catalog b) {
    var inA = a.table(table).orElseThrow();
    var inB = b.table(table).orElseThrow();
    var differences = new ArrayList<String>();
    differences.addAll(differing(facts(inA), facts(inB)));
    differences.addAll(columns(inA, a, inB, b));
    differences.addAll(differing(columnSequences(table, a), columnSequences(table, b)));
    differences.addAll(missing(parts(inA, a), parts(inB, b)));
    return differences;
  }

  /** Of what stands for itself. */
  static List<String> besideTables(Catalog a, Catalog b) {
    var differences = new ArrayList<String>();
    differences.addAll(differing(enums(a), enums(b)));
    differences.addAll(views(a, b));
    differences.addAll(differing(ownSequences(a), ownSequences(b)));
    differences.addAll(missing(unsupported(null, a), unsupported(null, b)));
    return differences;
  }

  private static List<String> views(Catalog a, Catalog b) {
    return nested(viewFacts(a), viewFacts(b));
  }

  private static Map<String, Map<String, String>> viewFacts(Catalog catalog) {
    var views = new LinkedHashMap<String, Map<String, String>>();
    for (var view : catalog.views()) {
      views.put("view " + view.place(), facts(view));
    }
    return views;
  }

  private static Map<String, String> facts(View view) {
    var facts = new LinkedHashMap<String, String>();
    facts.put(", query", SPACES.matcher(view.definition()).replaceAll(" ").strip());
    facts.put(", columns", columnsOf(view));
    facts.put(", options", view.options().isEmpty() ? NONE : String.join(", ", view.options()));
    facts.put(", comment", text(view.comment()));
    return facts;
  }

  private static String columnsOf(View view) {
    return view.columns().stream()
        .map(
            it ->
                it.name()
                    + (it.defaultExpression() == null
                        ? ""
                        : " by default " + it.defaultExpression())
                    + (it.comment() == null ? "" : " (" + it.comment() + ")"))
        .collect(joining(", "));
  }

  private static Map<String, String> facts(Table table) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("kind of table", words(table.kind()));
    facts.put("comment", text(table.comment()));
    facts.put(
        "inherits from", table.parents().isEmpty() ? NONE : String.join(", ", table.parents()));
    facts.put("primary key", table.primaryKey() == null ? NONE : table.primaryKey().definition());
    return facts;
  }

  private static List<String> columns(Table a, Catalog inA, Table b, Catalog inB) {
    return nested(columnFacts(a, inA), columnFacts(b, inB));
  }

  private static List<String> nested(
      Map<String, Map<String, String>> ofA, Map<String, Map<String, String>> ofB) {
    var differences = new ArrayList<String>();
    for (var name : union(ofA, ofB)) {
      var left = ofA.get(name);
      var right = ofB.get(name);
      if (left == null || right == null) {
        differences.add(name + ": only in " + (right == null ? "A" : "B"));
      } else {
        differing(left, right).forEach(it -> differences.add(name + it));
      }
    }
    return differences;
  }

  private static Map<String, Map<String, String>> columnFacts(Table table, Catalog catalog) {
    var columns = new LinkedHashMap<String, Map<String, String>>();
    for (var column : table.columns()) {
      columns.put("column " + column.name(), factsOf(column, table, catalog));
    }
    return columns;
  }

  private static Map<String, String> factsOf(Column column, Table table, Catalog catalog) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("", column.type());
    facts.put(", NULL", column.notNull() ? "refused" : "allowed");
    facts.put(", default", defaultOf(table, column, catalog));
    facts.put(", collation", column.collation() == null ? "the type's own" : column.collation());
    facts.put(", identity", words(column.identity()));
    facts.put(", generated", words(column.generated()));
    facts.put(", comment", text(column.comment()));
    return facts;
  }

  private static String defaultOf(Table table, Column column, Catalog catalog) {
    var expression = column.defaultExpression();
    if (expression == null) {
      return NONE;
    }
    var drawsFromItsOwn =
        catalog.sequences().stream()
            .filter(it -> isOf(it, table.name()))
            .filter(it -> it.owner() != null && it.owner().column().equals(column.name()))
            .anyMatch(it -> drawsFrom(it.name(), expression));
    return drawsFromItsOwn ? "the next of its sequence" : expression;
  }

  private static boolean drawsFrom(String sequence, String expression) {
    return Stream.of(sequence, SqlIdentifier.quoted(sequence))
        .map(it -> "nextval('" + it.replace("'", "''") + "'::regclass)")
        .anyMatch(expression::equals);
  }

  /** What a table has any number of; each tells by itself what it is. */
  private static List<String> parts(Table table, Catalog catalog) {
    var parts = new ArrayList<String>();
    table.uniqueKeys().forEach(it -> parts.add("key " + it.definition()));
    table.indexes().forEach(it -> parts.add(inWords(it)));
    table.checks().forEach(it -> parts.add("check " + it.definition()));
    table.foreignKeys().forEach(it -> parts.add("foreign key " + it.definition()));
    parts.addAll(unsupported(table.name(), catalog));
    return parts;
  }

  private static String inWords(Index index) {
    return (index.unique() ? "unique index " : "index ") + index.definition();
  }

  private static Map<String, String> columnSequences(String table, Catalog catalog) {
    var sequences = new LinkedHashMap<String, String>();
    for (var sequence : catalog.sequences()) {
      var owner = sequence.owner();
      if (owner != null && isOf(sequence, table)) {
        sequences.put("sequence of column " + owner.column(), inWords(sequence));
      }
    }
    return sequences;
  }

  private static boolean isOf(Sequence sequence, String table) {
    return sequence.owner() != null && sequence.owner().table().equals(table);
  }

  private static Map<String, String> ownSequences(Catalog catalog) {
    var sequences = new LinkedHashMap<String, String>();
    catalog.sequences().stream()
        .filter(it -> it.owner() == null)
        .forEach(it -> sequences.put("sequence " + it.name(), inWords(it)));
    return sequences;
  }

  private static String inWords(Sequence it) {
    return "%s from %s by %s, between %s and %s, cache %s%s"
        .formatted(
            it.type(),
            it.start(),
            it.increment(),
            it.min(),
            it.max(),
            it.cache(),
            it.cycles() ? ", cycling" : "");
  }

  private static Map<String, String> enums(Catalog catalog) {
    var enums = new LinkedHashMap<String, String>();
    catalog
        .enums()
        .forEach(it -> enums.put("enum " + it.name(), "(" + String.join(", ", it.labels()) + ")"));
    return enums;
  }

  private static List<String> unsupported(@Nullable String table, Catalog catalog) {
    return catalog.unsupported().stream()
        .filter(it -> Objects.equals(it.table(), table))
        .map(StructureWords::inWords)
        .toList();
  }

  private static String inWords(Unsupported it) {
    return words(it.kind()) + " " + it.name();
  }

  /** What both have under a name, and what one of them has alone. */
  private static List<String> differing(Map<String, String> a, Map<String, String> b) {
    var differences = new ArrayList<String>();
    for (var name : union(a, b)) {
      var left = a.get(name);
      var right = b.get(name);
      if (left == null || right == null) {
        differences.add(name + ": only in " + (right == null ? "A" : "B"));
      } else if (!left.equals(right)) {
        differences.add("%s: %s in A, %s in B".formatted(name, left, right));
      }
    }
    return differences;
  }

  /** What one has and the other has not, or has less often. */
  private static List<String> missing(List<String> a, List<String> b) {
    var differences = new ArrayList<String>();
    without(a, b).forEach(it -> differences.add(it + ": only in A"));
    without(b, a).forEach(it -> differences.add(it + ": only in B"));
    return differences;
  }

  private static List<String> without(List<String> all, List<String> gone) {
    var left = new ArrayList<>(all);
    gone.forEach(left::remove);
    return left;
  }

  private static Set<String> union(Map<String, ?> a, Map<String, ?> b) {
    var names = new LinkedHashSet<>(a.keySet());
    names.addAll(b.keySet());
    return names;
  }

  private static String text(@Nullable String text) {
    return text == null ? NONE : "'" + text + "'";
  }

  private static String words(@Nullable Enum<?> constant) {
    return constant == null ? NONE : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
