package dev.slipway.engine.preset;

import java.util.List;

/** What a release that joins several sources does with a table of the app. */
public sealed interface MergedRule {
  /** Rows are told apart by the primary key. */
  record Upsert() implements MergedRule {}

  /**
   * Rows are told apart by a natural key, since the primary key is drawn by each environment for
   * itself. What refers to the rows is rewritten.
   *
   * @see BuiltInTable#references
   */
  record UpsertBy(List<String> columns) implements MergedRule {
    public UpsertBy {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Rows cannot be told apart: the table goes as a whole, with the others of its group that say the
   * same, from the one source that changed it.
   */
  record OverwriteGroup() implements MergedRule {}

  /** Structure, no rows. */
  record SchemaOnly() implements MergedRule {}

  /** Neither structure nor rows. */
  record Skip() implements MergedRule {}

  default boolean takesRows() {
    return switch (this) {
      case Upsert _, UpsertBy _, OverwriteGroup _ -> true;
      case SchemaOnly _, Skip _ -> false;
    };
  }
}
