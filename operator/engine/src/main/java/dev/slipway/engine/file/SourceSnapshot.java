package dev.slipway.engine.file;

import static java.util.stream.Collectors.joining;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.secrets.RowInspector;
import dev.slipway.engine.selection.Selection;
import dev.slipway.engine.selection.Selector;
import dev.slipway.engine.selection.TableChoice;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** What a schema was at one moment: its structure, and rows that all belong to that moment. */
final class SourceSnapshot implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  /**
   * For the whole session, since newer servers lock a table even to print a default. And rows that
   * a policy hides shall be a failure, not a gap in the file.
   */
  private static final String CAREFULLY =
      "SET lock_timeout = '3s'; SET row_security = off; SET standard_conforming_strings = on";

  /** Any other level, flag or thread gives other bytes for the same rows. */
  private static final int ZSTD_LEVEL = 1;

  private static final int CHUNK = 1 << 16;

  /** For the rows of a table with a condition, since nobody knows what a condition costs. */
  private static final String LONGEST_CONDITION = "10min";

  private final Connection session;
  private final String schema;
  private final Selection selection;
  private final Catalog structure;

  private SourceSnapshot(
      Connection session, String schema, Selection selection, Catalog structure) {
    this.session = session;
    this.schema = schema;
    this.selection = selection;
    this.structure = structure;
  }

  static SourceSnapshot take(Sessions source, BuildRequest request) throws SQLException {
    var session = source.open();
    try {
      run(session, CAREFULLY);
      session.setAutoCommit(false);
      return take(session, request);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Locks first, and looks afterwards. A snapshot that is older than its locks shows a table empty
   * that somebody truncated or rewrote in between.
   */
  private static SourceSnapshot take(Connection session, BuildRequest request) throws SQLException {
    var schema = request.schema();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      session.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      session.setReadOnly(false);
      var seen = CatalogReader.read(session, schema);
      var selection = select(seen, request);
      var findings = new ArrayList<>(selection.findings());
      findings.addAll(new ConditionFindings(session, schema).of(selection));
      session.rollback();
      session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      session.setReadOnly(true);
      var wanted = selection.structure(seen);
      lock(session, schema, wanted);
      if (CatalogReader.read(session, schema).equals(seen)) {
        return new SourceSnapshot(
            session, schema, new Selection(selection.tables(), findings), wanted);
      }
      session.rollback();
    }
    throw new EngineException(
        FailureCode.LOCK_TIMEOUT,
        "the structure of schema " + schema + " keeps changing; build again once it rests");
  }

  private static Selection select(Catalog seen, BuildRequest request) {
    if (seen.tables().isEmpty()) {
      throw new EngineException(
          FailureCode.TABLE_MISSING, "schema " + request.schema() + " has no tables");
    }
    var builtIns = BuiltInTables.of(request.preset(), request.naming(), seen);
    return Selector.select(seen, request.rules(), builtIns);
  }

  Catalog structure() {
    return structure;
  }

  Selection selection() {
    return selection;
  }

  int postgresMajor() throws SQLException {
    return session.getMetaData().getDatabaseMajorVersion();
  }

  /** What is wrong with the keys that rows are to be told apart by; asks the rows. */
  List<Finding> unfitKeys(TableChoice choice) throws SQLException {
    return MatchProbe.of(session, schema, choice);
  }

  RowsEntry copyRows(TableChoice choice, int place, Path file, RowInspector inspector)
      throws SQLException, IOException {
    try (var packed = packed(file);
        var rows = new MeteredRows(packed, new WholeRows(choice.name(), inspector))) {
      copyOut(choice, rows);
      return rows.total(FileEntries.rows(place, choice.name()));
    }
  }

  private void copyOut(TableChoice choice, OutputStream rows) throws SQLException, IOException {
    var copy = new RowsQuery(schema, choice).copyOut();
    var postgres = session.unwrap(PGConnection.class).getCopyAPI();
    if (choice.where() == null) {
      postgres.copyOut(copy, rows);
      return;
    }
    run(session, "SET LOCAL statement_timeout = '" + LONGEST_CONDITION + "'");
    try {
      postgres.copyOut(copy, rows);
    } catch (SQLException e) {
      throw ConditionFindings.failed(choice, e);
    }
    run(session, "SET LOCAL statement_timeout = 0");
  }

  @Override
  public void close() throws SQLException {
    session.close();
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

  private static OutputStream packed(Path file) throws IOException {
    var packed = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(file), ZSTD_LEVEL);
    packed.setChecksum(true);
    return new BufferedOutputStream(packed, CHUNK);
  }
}
