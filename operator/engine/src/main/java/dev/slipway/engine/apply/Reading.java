package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.catalog.Column;
import java.util.function.Function;

/**
 * How values are read for comparing them.
 *
 * @param present of the row {@code t} of the target
 * @param coming of the row {@code s} that is to come
 */
record Reading(Function<Column, String> present, Function<Column, String> coming) {

  /** Before the structure is changed: new columns count as what they would begin with. */
  static Reading before(ComingRows rows) {
    return new Reading(new ValueBefore(rows), rows::stagedValue);
  }

  /** Once the structure is the file's. */
  static Reading after(ComingRows rows) {
    return new Reading(it -> "t." + quoted(it.name()), rows::value);
  }
}
