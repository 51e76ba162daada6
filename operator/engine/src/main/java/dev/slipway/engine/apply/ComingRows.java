package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.catalog.Column;
import java.util.Set;

/**
 * The rows that a table is to get, and where they wait.
 *
 * @param name of the table that they wait in
 * @param leaving of the table that the keys of rows wait in that are to go; it is there where the
 *     file has some
 * @param enumsToCome that the target does not have yet, or not so: their columns wait here as text
 */
record ComingRows(TargetTable table, String name, String leaving, Set<String> enumsToCome) {

  /** The same, waiting elsewhere. */
  ComingRows in(String other) {
    return new ComingRows(table, other, leaving, enumsToCome);
  }

  /** The same, where the keys of rows that are to go wait elsewhere. */
  ComingRows leavingIn(String other) {
    return new ComingRows(table, name, other, enumsToCome);
  }

  /** The value as it waits. */
  String stagedValue(Column column) {
    return "s." + quoted(column.name());
  }

  /** The value as the table takes it. */
  String value(Column column) {
    var staged = stagedValue(column);
    return waitsAsText(column) ? "CAST(%s AS %s)".formatted(staged, column.type()) : staged;
  }

  String type(Column column) {
    return waitsAsText(column) ? "text" : column.type();
  }

  boolean waitsAsText(Column column) {
    return column.enumName() != null && enumsToCome.contains(column.enumName());
  }
}
