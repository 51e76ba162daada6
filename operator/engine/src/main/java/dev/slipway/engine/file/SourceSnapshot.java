package dev.slipway.engine.file;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.SchemaSnapshot;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.secrets.RowInspector;
import dev.slipway.engine.selection.Selection;
import dev.slipway.engine.selection.Selector;
import dev.slipway.engine.selection.TableChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What a schema was at one moment: its structure, and rows that all belong to that moment. */
final class SourceSnapshot implements AutoCloseable {
  /** For the rows of a table with a condition, since nobody knows what a condition costs. */
  private static final String LONGEST_CONDITION = "10min";

  private final SchemaSnapshot snapshot;
  private final String schema;
  private final Selection selection;

  private SourceSnapshot(SchemaSnapshot snapshot, String schema, Selection selection) {
    this.snapshot = snapshot;
    this.schema = schema;
    this.selection = selection;
  }

  static SourceSnapshot take(Sessions source, BuildRequest request) throws SQLException {
    var chosen = new ArrayDeque<Selection>();
    var snapshot =
        SchemaSnapshot.take(
            source,
            request.schema(),
            (session, seen) -> {
              chosen.push(select(session, seen, request));
              return chosen.element().structure(seen);
            });
    return new SourceSnapshot(snapshot, request.schema(), chosen.element());
  }

  private static Selection select(Connection session, Catalog seen, BuildRequest request)
      throws SQLException {
    var selection = resolve(seen, request);
    var findings = new ArrayList<>(selection.findings());
    findings.addAll(new ConditionFindings(session, request.schema()).of(selection));
    return new Selection(selection.tables(), findings);
  }

  private static Selection resolve(Catalog seen, BuildRequest request) {
    if (seen.tables().isEmpty()) {
      throw new EngineException(
          FailureCode.TABLE_MISSING, "schema " + request.schema() + " has no tables");
    }
    var builtIns = BuiltInTables.of(request.preset(), request.naming(), seen);
    return Selector.select(seen, request.rules(), builtIns);
  }

  Catalog structure() {
    return snapshot.structure();
  }

  Selection selection() {
    return selection;
  }

  int postgresMajor() throws SQLException {
    return snapshot.session().getMetaData().getDatabaseMajorVersion();
  }

  Origin origin(BuildRequest request) throws SQLException {
    var facts = AppFacts.read(snapshot.session(), schema, request.preset(), request.naming());
    return Origin.of(request.preset(), facts);
  }

  /** What is wrong with the keys that rows are to be told apart by; asks the rows. */
  List<Finding> unfitKeys(TableChoice choice) throws SQLException {
    return MatchProbe.of(snapshot.session(), schema, choice);
  }

  RowsEntry copyRows(TableChoice choice, int place, Path file, RowInspector inspector)
      throws SQLException, IOException {
    var rows = new RowsFile(file, choice.name(), FileEntries.rows(place, choice.name()));
    var copy = new RowsQuery(schema, choice).copyOut(snapshot);
    if (choice.where() == null) {
      return rows.fill(snapshot.session(), copy, inspector);
    }
    snapshot.execute("SET LOCAL statement_timeout = '" + LONGEST_CONDITION + "'");
    RowsEntry filled;
    try {
      filled = rows.fill(snapshot.session(), copy, inspector);
    } catch (SQLException e) {
      throw ConditionFindings.failed(choice, e);
    }
    snapshot.execute("SET LOCAL statement_timeout = 0");
    return filled;
  }

  @Override
  public void close() throws SQLException {
    snapshot.close();
  }
}
