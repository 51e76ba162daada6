package dev.slipway.engine.compare;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.SchemaSnapshot;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A schema of a database, read through one snapshot. */
final class OpenSchema implements OpenSide {
  /**
   * While the other side sorts, sends what this one has no match for, or is a slow file, this one
   * waits: in its transaction, or in a COPY that nobody reads. That is no sign of our death.
   */
  private static final String PATIENTLY =
      "SET idle_in_transaction_session_timeout = 0; SET tcp_user_timeout = 0";

  private final Side.LiveSchema side;
  private final SchemaSnapshot snapshot;
  private final int leftOut;

  private OpenSchema(Side.LiveSchema side, SchemaSnapshot snapshot, int leftOut) {
    this.side = side;
    this.snapshot = snapshot;
    this.leftOut = leftOut;
  }

  static OpenSchema open(Side.LiveSchema side, Selection selection) {
    try {
      var snapshot = SchemaSnapshot.take(side.sessions(), side.schema(), selection);
      var opened = new OpenSchema(side, snapshot, selection.leftOut());
      try {
        opened.prepare();
        return opened;
      } catch (SQLException | RuntimeException e) {
        snapshot.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, where(side));
    }
  }

  @Override
  public String inWords() {
    return where(side) + ", schema " + side.schema();
  }

  @Override
  public Catalog structure() {
    return snapshot.structure();
  }

  @Override
  public StoredRows stored(String table) {
    var found = table(table);
    return new StoredRows(found.storedColumns(), found.keyColumns());
  }

  @Override
  public String whyNoRows(String table) {
    return switch (table(table).kind()) {
      case ORDINARY, UNLOGGED, PARTITION -> "";
      case PARTITIONED -> "its rows are those of its partitions";
      case FOREIGN -> "its rows are in another database";
    };
  }

  @Override
  public RowSource rows(String table, RowPlan plan) {
    try {
      var statement = snapshot.copy(table, plan.columns(), plan.order());
      var copy = snapshot.session().unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
      return new DatabaseRows(copy, plan.columns().size(), where(side));
    } catch (SQLException e) {
      throw SqlFailure.of(e, where(side));
    }
  }

  @Override
  public String note() {
    return leftOut == 0 ? "" : "tables of " + inWords() + " that are not in the file: " + leftOut;
  }

  @Override
  public void close() {
    try {
      snapshot.close();
    } catch (SQLException e) {
      throw SqlFailure.of(e, where(side));
    }
  }

  private void prepare() throws SQLException {
    try (var statement = snapshot.session().createStatement()) {
      statement.execute(PATIENTLY);
    }
    if (structure().tables().isEmpty() && !exists(snapshot.session())) {
      throw new EngineException(
          FailureCode.SCHEMA_MISSING, where(side) + " has no schema " + side.schema());
    }
  }

  private boolean exists(Connection session) throws SQLException {
    try (var query =
        session.prepareStatement("SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?::name")) {
      query.setString(1, side.schema());
      try (var found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private Table table(String name) {
    return structure().table(name).orElseThrow();
  }

  private static String where(Side.LiveSchema side) {
    return side.sessions().login().inWords();
  }
}
