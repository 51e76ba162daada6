package dev.slipway.engine.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the catalog of a server about one schema. */
record Questions(Connection connection, String schema) {
  <T> List<T> list(String query, Answer<T> answer) throws SQLException {
    return ask(query, schema, answer);
  }

  /**
   * @param key the column that tells whose the answers are
   */
  <T> Map<String, List<T>> grouped(String query, String key, Answer<T> answer) throws SQLException {
    return list(query, row -> Map.entry(row.getString(key), answer.in(row))).stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  <T> List<T> ask(String query, String parameter, Answer<T> answer) throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (var rows = statement.executeQuery()) {
        var list = new ArrayList<T>();
        while (rows.next()) {
          list.add(answer.in(rows));
        }
        return list;
      }
    }
  }

  /** None where the server says null. */
  static List<String> texts(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  @FunctionalInterface
  interface Answer<T> {
    T in(ResultSet row) throws SQLException;
  }
}
