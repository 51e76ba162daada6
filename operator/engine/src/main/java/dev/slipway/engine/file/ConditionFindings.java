package dev.slipway.engine.file;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.expression.ExpressionCheck;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.selection.Selection;
import dev.slipway.engine.selection.TableChoice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the conditions that people wrote for rows before any of them is run. */
final class ConditionFindings {
  private static final String QUERY_CANCELED = "57014";
  private static final String DATA_EXCEPTIONS = "22";

  private final ExpressionCheck check;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param transaction that may write, and is rolled back afterwards
   */
  ConditionFindings(Connection transaction, String schema) {
    this.check = new ExpressionCheck(transaction, schema);
  }

  List<Finding> of(Selection selection) throws SQLException {
    for (var choice : selection.taken()) {
      examine(choice.name(), "where", choice.where());
      examine(choice.name(), "the preset's condition for own rows", choice.ownRows());
    }
    return findings;
  }

  /** Not in PostgreSQL's words: they may quote a value of the row at which it failed. */
  static SQLException failed(TableChoice choice, SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var what =
        state.equals(QUERY_CANCELED)
            ? "where takes longer than ten minutes"
            : "where fails on a row, with PostgreSQL's code " + state;
    if (state.equals(QUERY_CANCELED) || state.startsWith(DATA_EXCEPTIONS)) {
      throw EngineException.refused(FailureCode.RULES_ILLEGAL, List.of(unfit(choice.name(), what)));
    }
    return e;
  }

  private void examine(String table, String field, @Nullable String condition) throws SQLException {
    if (condition != null) {
      check
          .faultOfCondition(table, condition)
          .ifPresent(it -> findings.add(unfit(table, field + " " + it)));
    }
  }

  private static Finding unfit(String table, String what) {
    return Finding.refusal(
        "unfit-condition", table, what, "write a condition on the columns of this table");
  }
}
