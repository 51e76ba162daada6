package dev.slipway.engine.file;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.PGConnection;

/** What a schema was at one moment: its structure, and rows that all belong to that moment. */
final class SourceSnapshot implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  /**
   * For the whole session, since newer servers lock a table even to print a default. And rows that
   * a policy hides shall be a failure, not a gap in the file.
   */
  private static final String CAREFULLY = "SET lock_timeout = '3s'; SET row_security = off";

  /** Any other level, flag or thread gives other bytes for the same rows. */
  private static final int ZSTD_LEVEL = 1;

  private static final int CHUNK = 1 << 16;

  private final Connection session;
  private final String schema;
  private final Map<String, Rule> rules;
  private final Catalog structure;

  private SourceSnapshot(
      Connection session, String schema, Map<String, Rule> rules, Catalog structure) {
    this.session = session;
    this.schema = schema;
    this.rules = rules;
    this.structure = structure;
  }

  static SourceSnapshot take(Sessions source, String schema, RuleSet rules) throws SQLException {
    var session = source.open();
    try {
      run(session, CAREFULLY);
      session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      session.setReadOnly(true);
      session.setAutoCommit(false);
      return take(session, schema, rules);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Locks first, and looks afterwards. A snapshot that is older than its locks shows a table empty
   * that somebody truncated or rewrote in between.
   */
  private static SourceSnapshot take(Connection session, String schema, RuleSet rules)
      throws SQLException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var seen = CatalogReader.read(session, schema);
      var resolved = rules.resolve(seen.tables().stream().map(Table::name).toList());
      var wanted = wanted(seen, resolved, schema);
      session.rollback();
      lock(session, schema, wanted);
      if (CatalogReader.read(session, schema).equals(seen)) {
        return new SourceSnapshot(session, schema, resolved, wanted);
      }
      session.rollback();
    }
    throw new EngineException(
        FailureCode.LOCK_TIMEOUT,
        "the structure of schema " + schema + " keeps changing; build again once it rests");
  }

  Catalog structure() {
    return structure;
  }

  Rule ruleFor(Table table) {
    return rules.getOrDefault(table.name(), Rule.SKIP);
  }

  int postgresMajor() throws SQLException {
    return session.getMetaData().getDatabaseMajorVersion();
  }

  RowsEntry copyRows(Table table, int place, Path file) throws SQLException, IOException {
    try (var packed = packed(file);
        var rows = new MeteredRows(packed)) {
      session.unwrap(PGConnection.class).getCopyAPI().copyOut(rowsInOrder(table), rows);
      return rows.total(FileEntries.rows(place, table.name()));
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }

  private static Catalog wanted(Catalog seen, Map<String, Rule> rules, String schema) {
    if (seen.tables().isEmpty()) {
      throw new EngineException(FailureCode.TABLE_MISSING, "schema " + schema + " has no tables");
    }
    var names =
        rules.entrySet().stream()
            .filter(it -> it.getValue() != Rule.SKIP)
            .map(Map.Entry::getKey)
            .collect(toSet());
    var wanted = seen.only(names).portable();
    var unfit =
        wanted.tables().stream()
            .filter(it -> !it.kind().holdsRows())
            .map(it -> it.name() + " (" + it.kind() + ")")
            .collect(joining(", "));
    if (!unfit.isEmpty()) {
      throw new EngineException(
          FailureCode.STRUCTURE_UNSUPPORTED,
          "such tables cannot be released yet; give them the rule Skip: " + unfit);
    }
    return wanted;
  }

  private static void lock(Connection session, String schema, Catalog wanted) throws SQLException {
    var tables =
        wanted.tables().stream()
            .map(it -> "ONLY " + SqlIdentifier.qualified(schema, it.name()))
            .collect(joining(", "));
    if (!tables.isEmpty()) {
      run(session, "LOCK TABLE " + tables + " IN ACCESS SHARE MODE");
    }
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As text under the locale C: the same order for every type, collation and server. */
  private String rowsInOrder(Table table) {
    var columns =
        table.storedColumns().stream()
            .map(it -> "t." + SqlIdentifier.quoted(it))
            .collect(joining(", "));
    var order =
        table.keyColumns().isEmpty()
            ? "(t.*)::text COLLATE \"C\""
            : table.keyColumns().stream()
                .map(it -> "t." + SqlIdentifier.quoted(it) + "::text COLLATE \"C\"")
                .collect(joining(", "));
    return "COPY (SELECT %s FROM ONLY %s AS t ORDER BY %s) TO STDOUT"
        .formatted(columns, SqlIdentifier.qualified(schema, table.name()), order);
  }

  private static OutputStream packed(Path file) throws IOException {
    var packed = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(file), ZSTD_LEVEL);
    packed.setChecksum(true);
    return new BufferedOutputStream(packed, CHUNK);
  }
}
