package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Identity;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.util.List;
import java.util.stream.Stream;

/** Why the rows of a table cannot be overwritten, though its structure can be made to fit. */
final class RowRefusals {
  private RowRefusals() {}

  static List<Finding> of(Table source, Table target) {
    return Stream.concat(fixedColumns(source), columnsNobodyFills(source, target)).toList();
  }

  /** PostgreSQL lets no UPDATE choose the value of such a column. */
  private static Stream<Finding> fixedColumns(Table source) {
    return source.columns().stream()
        .filter(it -> it.identity() == Identity.ALWAYS)
        .filter(it -> !source.keyColumns().isEmpty() && !source.keyColumns().contains(it.name()))
        .map(
            it ->
                Finding.refusal(
                    "fixed-column",
                    source.name() + "." + it.name(),
                    "is GENERATED ALWAYS AS IDENTITY outside of the primary key",
                    "make it BY DEFAULT in the source, or take no rows along"));
  }

  private static Stream<Finding> columnsNobodyFills(Table source, Table target) {
    return target.columns().stream()
        .filter(it -> source.columns().stream().noneMatch(of -> of.name().equals(it.name())))
        .filter(it -> it.notNull() && it.defaultExpression() == null && it.identity() == null)
        .map(
            it ->
                Finding.refusal(
                    "unfilled-column",
                    source.name() + "." + it.name(),
                    "is only in the target, and NOT NULL without a default",
                    "give it a default there, or make it in the source"));
  }
}
