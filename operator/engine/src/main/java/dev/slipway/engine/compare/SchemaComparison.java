package dev.slipway.engine.compare;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.TablePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares two sides, each as it was at one moment. Changes neither, and takes the same memory
 * however many rows there are.
 */
public final class SchemaComparison {
  private final ComparisonRequest request;
  private final ProgressSink progress;
  private final OpenSide a;
  private final OpenSide b;

  private SchemaComparison(
      ComparisonRequest request, ProgressSink progress, OpenSide a, OpenSide b) {
    this.request = request;
    this.progress = progress;
    this.a = a;
    this.b = b;
  }

  public static Comparison compare(ComparisonRequest request, ProgressSink progress) {
    try (var opened = OpenSides.open(request)) {
      return new SchemaComparison(request, progress, opened.a(), opened.b()).compare();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Comparison compare() throws IOException {
    var inA = names(a.structure());
    var inB = names(b.structure());
    expectMatches(inA, inB);
    var common = new TreeSet<>(inA);
    common.retainAll(inB);
    var tables = new ArrayList<TableComparison>();
    for (var name : common) {
      tables.add(table(name, tables.size(), common.size()));
    }
    return new Comparison(
        a.inWords(),
        b.inWords(),
        inA.stream().filter(it -> !common.contains(it)).toList(),
        inB.stream().filter(it -> !common.contains(it)).toList(),
        StructureWords.besideTables(a.structure(), b.structure()),
        tables,
        notes());
  }

  private TableComparison table(String name, int done, int total) throws IOException {
    progress.at(new ProgressMark("diff", done, total, "tables"));
    var structure = StructureWords.of(name, a.structure(), b.structure());
    if (request.structureOnly()) {
      return new TableComparison(name, structure, null, "");
    }
    var why = whyNoRows(name);
    if (!why.isEmpty()) {
      return new TableComparison(name, structure, null, "rows are not compared: " + why);
    }
    var plan = plan(name);
    return new TableComparison(name, structure, rows(name, plan), note(name, plan));
  }

  private RowComparison rows(String name, RowPlan plan) throws IOException {
    try (var left = a.rows(name, plan);
        var right = b.rows(name, plan)) {
      var distinct = plan.key() != null;
      return new RowMerge(
              plan,
              request.sampleKeys(),
              rows -> progress.at(new ProgressMark("diff " + name, rows, 0, "rows")))
          .merge(
              new OrderedRows(left, plan.comparator(), distinct, a.inWords() + ", table " + name),
              new OrderedRows(right, plan.comparator(), distinct, b.inWords() + ", table " + name));
    }
  }

  /** A file comes as it is; a database is asked for what fits. */
  private RowPlan plan(String name) {
    return a instanceof OpenSchema && b instanceof OpenFile
        ? RowPlan.of(b.stored(name), a.stored(name))
        : RowPlan.of(a.stored(name), b.stored(name));
  }

  private String whyNoRows(String name) {
    var why = a.whyNoRows(name);
    return why.isEmpty() ? b.whyNoRows(name) : why;
  }

  private String note(String name, RowPlan plan) {
    return Stream.of(leftOut(name, plan), conditions(name))
        .filter(it -> !it.isEmpty())
        .collect(joining("; "));
  }

  private String conditions(String name) {
    if (!a.condition(name).equals(b.condition(name))) {
      return "the rows of A and of B were chosen by different conditions";
    }
    return a.condition(name).isEmpty() ? "" : "only rows that meet the file's condition";
  }

  /** A file may leave columns out that both tables have. */
  private String leftOut(String name, RowPlan plan) {
    var storedInB = table(b, name).storedColumns();
    var columns =
        table(a, name).storedColumns().stream()
            .filter(it -> storedInB.contains(it) && !plan.columns().contains(it))
            .collect(joining(", "));
    return columns.isEmpty() ? "" : "rows are compared without what a file leaves out: " + columns;
  }

  private void expectMatches(SortedSet<String> inA, SortedSet<String> inB) {
    var unmatched =
        request.only().stream()
            .filter(it -> inA.stream().noneMatch(it::matches))
            .filter(it -> inB.stream().noneMatch(it::matches))
            .map(TablePattern::text)
            .collect(joining(", "));
    if (!unmatched.isEmpty()) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "neither side has a table that matches " + unmatched);
    }
  }

  private List<String> notes() {
    return Stream.of(a, b).map(OpenSide::note).filter(it -> !it.isEmpty()).toList();
  }

  private static Table table(OpenSide side, String name) {
    return side.structure().table(name).orElseThrow();
  }

  private static SortedSet<String> names(Catalog catalog) {
    return catalog.tables().stream().map(Table::name).collect(toCollection(TreeSet::new));
  }
}
