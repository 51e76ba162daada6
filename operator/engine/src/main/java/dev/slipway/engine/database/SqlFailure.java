package dev.slipway.engine.database;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;

/**
 * Turns what PostgreSQL answers into a failure of ours. By SQLSTATE, never by text; and with the
 * primary message only, since detail and context may quote a row.
 */
public final class SqlFailure {
  /** Up to the last quotation mark, since a value may hold some itself. */
  private static final Pattern QUOTED = Pattern.compile("\".*\"", Pattern.DOTALL);

  private SqlFailure() {}

  public static EngineException of(SQLException e, String where) {
    return new EngineException(codeOf(e), messageOf(e) + " (" + where + ")", e);
  }

  static FailureCode codeOf(SQLException e) {
    var state = requireNonNullElse(e.getSQLState(), "");
    return switch (state) {
      case "08001", "08004" -> FailureCode.DATABASE_UNREACHABLE;
      case "28000", "28P01" -> FailureCode.CREDENTIALS_REJECTED;
      case "55P03", "40P01" -> FailureCode.LOCK_TIMEOUT;
      case "53100" -> FailureCode.OUT_OF_SPACE;
      case "42P01" -> FailureCode.TABLE_MISSING;
      default ->
          // the driver gives no state where the line breaks as it takes its leave
          state.startsWith("08") || state.startsWith("57P") || e.getCause() instanceof IOException
              ? FailureCode.CONNECTION_LOST
              : FailureCode.DATABASE_REFUSED;
    };
  }

  /** A value that does not fit is quoted in the primary message, too. */
  private static String messageOf(SQLException e) {
    boolean ofAValue = requireNonNullElse(e.getSQLState(), "").startsWith("22");
    return ofAValue ? QUOTED.matcher(words(e)).replaceAll("(a value)") : words(e);
  }

  private static String words(SQLException e) {
    return switch (e) {
      case PSQLException known when known.getServerErrorMessage() != null ->
          requireNonNullElse(known.getServerErrorMessage().getMessage(), "no message");
      default -> requireNonNullElse(e.getMessage(), "no message");
    };
  }
}
