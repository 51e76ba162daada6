package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.catalog.Column;
import java.util.function.Function;

/**
 * The value of a row of the target before the structure is changed: of a new column the one that it
 * will begin with, of a changed one what becomes of the one that it has.
 */
record ValueBefore(ComingRows rows) implements Function<Column, String> {

  @Override
  public String apply(Column column) {
    if (rows.table().newColumns().contains(column.name())) {
      return "CAST(%s AS %s)".formatted(beginning(column), rows.type(column));
    }
    return rows.table()
        .conversion(column.name())
        .map(it -> rows.waitsAsText(column) ? it.textIn("t") : it.valueIn("t"))
        .orElseGet(() -> "t." + quoted(column.name()));
  }

  /** Empty where the value cannot be had yet: no row will keep what a sequence draws for it. */
  private String beginning(Column column) {
    var value = requireNonNullElse(column.defaultExpression(), "NULL");
    return value.contains("nextval(") || rows.waitsAsText(column) ? "NULL" : value;
  }
}
