package dev.slipway.engine.outlook;

import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Questions to the target's rows. One that the database does not understand, such as a user's own
 * condition, is told as a finding, and the others are asked all the same. None of them may write.
 */
final class Questions {
  /** Of statements and of values; all else is about the session. */
  private static final Set<String> ABOUT_THE_QUESTION = Set.of("42", "0A", "22", "25");

  private final Connection connection;
  private final List<Finding> findings = new ArrayList<>();

  Questions(Connection connection) {
    this.connection = connection;
  }

  /** What is found in the answer's rows, and what could not be asked. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  void find(Finding finding) {
    findings.add(finding);
  }

  /**
   * @param place that the question is about
   */
  void ask(String place, String query, Answer answer) throws SQLException {
    var before = connection.setSavepoint();
    try (var statement = connection.createStatement()) {
      statement.execute("SET LOCAL transaction_read_only = on"); // until the savepoint is gone
      try (var rows = statement.executeQuery(query)) {
        while (rows.next()) {
          answer.row(rows);
        }
      }
    } catch (SQLException e) {
      if (!isAboutTheQuestion(e)) {
        throw e;
      }
      findings.add(
          Finding.warning(
              "not-asked",
              place,
              "what the preset asks about it cannot be asked here (SQL state %s)"
                  .formatted(e.getSQLState()),
              "correct the preset's extension, or look for yourself"));
    }
    connection.rollback(before);
  }

  @FunctionalInterface
  interface Answer {
    void row(ResultSet row) throws SQLException;
  }

  private static boolean isAboutTheQuestion(SQLException e) {
    var state = e.getSQLState();
    return state != null
        && state.length() == 5
        && ABOUT_THE_QUESTION.contains(state.substring(0, 2));
  }
}
