package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.finding.Finding;
import java.util.List;
import java.util.Set;

/**
 * How the views of a file get into a target, and how the target's own views stay as they are while
 * tables change under them: with owner, grants, options, comments, triggers and rules.
 *
 * @param before what goes before any table changes; the outermost views first
 * @param after what comes once all tables have their keys; the innermost views first
 * @param findings what stands in the way, and what people should know
 * @param touched the views that are made, changed or made again
 */
public record ViewRebuild(
    List<String> before, List<String> after, List<Finding> findings, Set<String> touched) {
  public ViewRebuild {
    before = List.copyOf(before);
    after = List.copyOf(after);
    findings = List.copyOf(findings);
    touched = Set.copyOf(touched);
  }

  /**
   * The statements are to be executed while {@code search_path} is the target's schema alone.
   *
   * @param schema of the target, whatever the source's is called
   * @param retypedTables tables of which a column or a key is dropped or gets another type
   */
  public static ViewRebuild of(
      Catalog source, Catalog target, String schema, Set<String> retypedTables) {
    return of(source, target, schema, retypedTables, false);
  }

  /**
   * @param exact whether views go that only the target has
   */
  static ViewRebuild of(
      Catalog source, Catalog target, String schema, Set<String> retypedTables, boolean exact) {
    return new ViewPlanner(source, target, new ViewWriter(schema, target.rights()), exact)
        .plan(retypedTables);
  }
}
