package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import java.util.List;

/** A question to the rows that the target has: whether they bear what is planned. */
sealed interface RowTrial {
  String table();

  /** Whether every value gets to the new type, and gets there whole. */
  record Values(Table target, Conversion conversion) implements RowTrial {
    @Override
    public String table() {
      return target.name();
    }
  }

  /** Whether a column is free of NULL. */
  record Nulls(Table target, Column column) implements RowTrial {
    @Override
    public String table() {
      return target.name();
    }
  }

  /**
   * Whether values are there once only.
   *
   * @param columns names or expressions, as they are written in a definition
   * @param condition which rows count; empty: all
   */
  record Duplicates(
      Table target, String name, List<String> columns, String condition, boolean nullsAreEqual)
      implements RowTrial {
    @Override
    public String table() {
      return target.name();
    }
  }

  record Violations(Table target, String name, String expression) implements RowTrial {
    @Override
    public String table() {
      return target.name();
    }
  }

  /**
   * Whether everything that is referred to is there.
   *
   * @param referencedColumns quoted where need be, as the definition has them
   */
  record Orphans(
      Table target,
      String name,
      List<String> columns,
      String referencedTable,
      List<String> referencedColumns)
      implements RowTrial {
    @Override
    public String table() {
      return target.name();
    }
  }
}
