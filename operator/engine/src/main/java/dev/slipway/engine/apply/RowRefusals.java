package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Identity;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.structure.Conversion;
import java.util.List;
import java.util.stream.Stream;

/** Why the rows of a table cannot be overwritten, though its structure can be made to fit. */
final class RowRefusals {
  private RowRefusals() {}

  static List<Finding> of(
      TableEntry entry, Table source, Table target, List<Conversion> conversions) {
    return Stream.of(
            fixedColumns(entry, source),
            columnsNobodyFills(entry, target),
            withoutKey(entry, target, conversions),
            withoutColumns(entry))
        .flatMap(it -> it)
        .toList();
  }

  /** PostgreSQL lets no UPDATE choose the value of such a column. */
  private static Stream<Finding> fixedColumns(TableEntry entry, Table source) {
    return source.columns().stream()
        .filter(it -> it.identity() == Identity.ALWAYS)
        .filter(it -> entry.columns().contains(it.name()))
        .filter(it -> !entry.keyColumns().isEmpty() && !entry.keyColumns().contains(it.name()))
        .filter(it -> !source.keyColumns().contains(it.name()))
        .map(
            it ->
                Finding.refusal(
                    "fixed-column",
                    source.name() + "." + it.name(),
                    "is GENERATED ALWAYS AS IDENTITY outside of the primary key",
                    "make it BY DEFAULT in the source, or take no rows along"));
  }

  /** What the rule says of single rows needs rows that can be told apart, on both sides. */
  private static Stream<Finding> withoutKey(
      TableEntry entry, Table target, List<Conversion> conversions) {
    var needsKey = entry.rule() != Rule.OVERWRITE || !entry.preserved().isEmpty();
    return !needsKey || TargetTable.isKey(entry, target, conversions)
        ? Stream.empty()
        : Stream.of(
            Finding.refusal(
                "rule-needs-key",
                target.name(),
                "has no key in the target by which its rows could be told apart as the rule says",
                "name a unique key of both sides in match, or take preserveColumns out"));
  }

  private static Stream<Finding> withoutColumns(TableEntry entry) {
    return !entry.columns().isEmpty()
        ? Stream.empty()
        : Stream.of(
            Finding.refusal(
                "no-columns",
                entry.name(),
                "has no column whose values travel, so its rows cannot",
                "give it the rule SchemaOnly"));
  }

  private static Stream<Finding> columnsNobodyFills(TableEntry entry, Table target) {
    return target.columns().stream()
        .filter(it -> it.generated() == null && !entry.columns().contains(it.name()))
        .filter(it -> it.notNull() && it.defaultExpression() == null && it.identity() == null)
        .map(
            it ->
                Finding.refusal(
                    "unfilled-column",
                    target.name() + "." + it.name(),
                    "has no values in the file, and is NOT NULL without a default",
                    "give it a default there, or make it in the source"));
  }
}
