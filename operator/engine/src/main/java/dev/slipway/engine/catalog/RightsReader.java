package dev.slipway.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads who owns what, and who else may do what with it. */
final class RightsReader {
  private RightsReader() {}

  static Rights read(Questions questions) throws SQLException {
    return new Rights(
        questions.list(RightsQueries.OWNERS, RightsReader::ownership),
        questions.list(RightsQueries.GRANTS, RightsReader::grant),
        questions.list(RightsQueries.NEWCOMERS, row -> row.getString("role")));
  }

  private static Ownership ownership(ResultSet row) throws SQLException {
    return new Ownership(
        row.getString("object"),
        row.getString("role"),
        row.getBoolean("is_ours"),
        row.getBoolean("is_alone"));
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getString("object"),
        row.getString("column_name"),
        row.getString("grantee"),
        row.getString("privilege"),
        row.getBoolean("is_grantable"));
  }
}
