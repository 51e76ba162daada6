package dev.slipway.engine.catalog;

import static dev.slipway.engine.catalog.Questions.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Puts views together from what the server tells about all of them at once. */
final class ViewReader {
  /** By oid: views of several schemas may have one name. */
  private static final String KEY = "view";

  private ViewReader() {}

  static List<View> read(Questions questions) throws SQLException {
    var columns = questions.grouped(ViewQueries.COLUMNS_IN_ORDER, KEY, ViewReader::column);
    var attachments = questions.grouped(ViewQueries.ATTACHMENTS, KEY, ViewReader::attachment);
    var holders = questions.grouped(ViewQueries.HOLDERS, KEY, row -> row.getString("holder"));
    return questions.list(
        ViewQueries.VIEWS,
        row -> {
          var key = row.getString(KEY);
          return new View(
              row.getString("schema"),
              row.getString("name"),
              row.getBoolean("is_materialized"),
              columns.getOrDefault(key, List.of()),
              ViewText.plain(row.getString("definition")),
              texts(row, "options"),
              texts(row, "tables"),
              texts(row, "views"),
              texts(row, "enums"),
              texts(row, "needs"),
              attachments.getOrDefault(key, List.of()),
              holders.getOrDefault(key, List.of()),
              row.getString("comment"));
        });
  }

  private static ViewColumn column(ResultSet row) throws SQLException {
    return new ViewColumn(
        row.getString("name"), row.getString("default_expression"), row.getString("comment"));
  }

  private static ViewAttachment attachment(ResultSet row) throws SQLException {
    return new ViewAttachment(
        UnsupportedKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("definition"),
        texts(row, "reads"),
        row.getString("comment"));
  }
}
