package dev.slipway.engine.check;

import static java.util.Objects.requireNonNullElse;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What it means for a check that its query was not answered. */
final class QueryFailure {
  private QueryFailure() {}

  static Verdict of(String check, SQLException e) {
    var state = requireNonNullElse(e.getSQLState(), "");
    var why = "the database says " + state + words(state, e);
    return isOfTheConnection(state)
        ? new Verdict.Inconclusive(check, why)
        : new Verdict.Failed(check, why);
  }

  /** Lost, refused for want of something, cancelled, or in the way of somebody's lock. */
  private static boolean isOfTheConnection(String state) {
    return state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("40")
        || state.equals("55P03");
  }

  /** The message of a value that does not fit quotes it, and a function may say what it likes. */
  private static String words(String state, SQLException e) {
    boolean speaksOfNames =
        state.startsWith("42") || state.startsWith("25") || state.startsWith("57");
    return speaksOfNames
            && e instanceof PSQLException known
            && known.getServerErrorMessage() != null
        ? ": " + known.getServerErrorMessage().getMessage()
        : "";
  }
}
