package dev.slipway.engine.apply;

import java.util.Optional;

/**
 * The statements that make the rows of one table those of its stage, and write no row that is right
 * already. All but {@link #countBefore} are for after the structure is changed.
 */
sealed interface RowDiff permits KeyedDiff, KeylessDiff {
  static RowDiff of(Stage stage) {
    return stage.table().keyColumns().isEmpty() ? new KeylessDiff(stage) : new KeyedDiff(stage);
  }

  /** One row: added, changed, removed, kept. New columns count as what they would begin with. */
  String countBefore();

  /**
   * Rows of {@code what} (added, changed, removed) and the text of a key: the first of each, in the
   * order of the keys. Absent where rows have none.
   */
  Optional<String> keysBefore();

  /** The same, of the table as it has become. */
  String countAfter();

  String delete();

  /** Absent where no row can be told from its successor. */
  Optional<String> update();

  /**
   * Instead of the update, where a unique value goes from one row to another: all that change go
   * before the first comes back.
   */
  Optional<String> replace();

  String insert();
}
