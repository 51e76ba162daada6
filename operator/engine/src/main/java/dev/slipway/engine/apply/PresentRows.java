package dev.slipway.engine.apply;

import java.util.Optional;

/** The rows that a table of the target has, as a query reads them. */
final class PresentRows {
  /** Where a row lies; a name that no app would give a column. */
  static final String PLACE = "\"slipway:place\"";

  private static final String OWN = "\"slipway:own\"";

  private PresentRows() {}

  /** What stands behind FROM, less the alias. */
  static String of(TargetTable table) {
    var own = table.entry().ownRows();
    return "(SELECT t.ctid AS %s, %st.* FROM ONLY %s AS t)"
        .formatted(
            PLACE,
            own == null ? "" : "(%s) IS TRUE AS %s, ".formatted(own, OWN),
            table.qualifiedName());
  }

  /** Whether the row {@code t} is the environment's own; empty where none is. */
  static Optional<String> isOwn(TargetTable table) {
    return Optional.ofNullable(table.entry().ownRows()).map(_ -> "t." + OWN);
  }
}
