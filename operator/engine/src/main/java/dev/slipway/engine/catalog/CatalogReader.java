package dev.slipway.engine.catalog;

import static dev.slipway.engine.catalog.Questions.texts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema whole, in the caller's transaction and as any role that owns it. The number of
 * statements does not grow with the number of tables.
 */
public final class CatalogReader {
  private CatalogReader() {}

  /** Leaves the session's settings as they were; where it fails, the caller's rollback does. */
  public static Catalog read(Connection connection, String schema) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException("a catalog is read in the caller's transaction");
    }
    var questions = new Questions(connection, schema);
    // PostgreSQL itself then writes every name relative to the schema, which no parser of ours
    // could
    var before = questions.list(CatalogQueries.PATH_BEFORE_AND_NOW, row -> row.getString(1));
    var catalog = read(questions);
    questions.ask(CatalogQueries.PATH_AGAIN, before.getFirst(), row -> row.getString(1));
    return catalog;
  }

  private static Catalog read(Questions questions) throws SQLException {
    return new Catalog(
        TableReader.read(questions),
        ViewReader.read(questions),
        questions.list(CatalogQueries.SEQUENCES, CatalogReader::sequence),
        questions.list(CatalogQueries.ENUMS, CatalogReader::enumType),
        questions.list(UnsupportedQueries.UNSUPPORTED, CatalogReader::unsupported),
        RightsReader.read(questions));
  }

  private static Sequence sequence(ResultSet row) throws SQLException {
    return new Sequence(
        row.getString("name"),
        row.getString("type"),
        row.getLong("seqstart"),
        row.getLong("seqincrement"),
        row.getLong("seqmin"),
        row.getLong("seqmax"),
        row.getLong("seqcache"),
        row.getBoolean("seqcycle"),
        owner(row),
        texts(row, "users"),
        row.getString("comment"));
  }

  private static EnumType enumType(ResultSet row) throws SQLException {
    return new EnumType(row.getString("name"), texts(row, "labels"), row.getString("comment"));
  }

  private static @Nullable SequenceOwner owner(ResultSet row) throws SQLException {
    var table = row.getString("owner_table");
    return table == null
        ? null
        : new SequenceOwner(table, row.getString("owner_column"), row.getBoolean("is_identity"));
  }

  private static Unsupported unsupported(ResultSet row) throws SQLException {
    return new Unsupported(
        UnsupportedKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("table_name"));
  }
}
