package dev.slipway.engine.fence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What queries answer that ask for one column of text. */
final class Rows {
  private Rows() {}

  static List<String> texts(Connection session, String query) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return List.copyOf(texts);
  }
}
