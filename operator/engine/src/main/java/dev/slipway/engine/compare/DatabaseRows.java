package dev.slipway.engine.compare;

import dev.slipway.engine.database.SqlFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** Rows as a server sends them: each in a message of its own, with its line feed. */
record DatabaseRows(CopyOut copy, int columns, String where) implements RowSource {
  @Override
  public @Nullable CopyRow next() {
    try {
      var message = copy.readFromCopy();
      return message == null ? null : new CopyRow(message, message.length - 1, columns);
    } catch (SQLException e) {
      throw SqlFailure.of(e, where);
    }
  }
}
