package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes plans for a target that can be asked: its rows try out beforehand what is planned, and its
 * tables have sizes.
 */
public final class StructurePlanner {
  private final Connection connection;
  private final String schema;
  private final StructureWishes wishes;
  private final Set<String> replaced;
  private final TableSizes sizes;

  /**
   * @param replaced tables whose rows all give way to those of the file: nobody minds what becomes
   *     of them
   */
  public StructurePlanner(
      Connection connection, String schema, StructureWishes wishes, Set<String> replaced)
      throws SQLException {
    this.connection = connection;
    this.schema = schema;
    this.wishes = wishes;
    this.replaced = Set.copyOf(replaced);
    this.sizes = TableSizes.read(connection, schema);
  }

  /** Reads, in the caller's transaction, whose {@code search_path} is the schema. */
  public StructurePlan plan(Catalog source, Catalog target) throws SQLException {
    var untried = new Sides(source, target, schema, wishes, replaced, RowFacts.UNKNOWN);
    var draft = StructureComparison.draft(untried, sizes);
    if (draft.trials().isEmpty()) {
      return draft.plan();
    }
    var outcome = RowTrials.of(connection, untried, draft);
    var tried = new Sides(source, target, schema, wishes, replaced, outcome.facts());
    var plan = StructureComparison.draft(tried, sizes).plan();
    var findings =
        Stream.of(
                plan.findings(),
                outcome.findings(),
                ColumnHolders.find(connection, schema, plan.conversions()))
            .flatMap(it -> it.stream())
            .sorted()
            .distinct()
            .toList();
    return new StructurePlan(
        plan.beforeRows(),
        plan.afterRows(),
        findings,
        plan.conversions(),
        plan.losing(),
        plan.leaving());
  }
}
