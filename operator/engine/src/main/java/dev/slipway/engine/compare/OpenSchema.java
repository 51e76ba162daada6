package dev.slipway.engine.compare;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.SchemaSnapshot;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.expression.ExpressionCheck;
import dev.slipway.engine.selection.UniqueKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** A schema of a database, read through one snapshot. */
final class OpenSchema implements OpenSide {
  /**
   * While the other side sorts, or sends what this one has no match for, this one waits: in its
   * transaction, or in a COPY that nobody reads. That is no sign of our death.
   */
  private static final String PATIENTLY = "SET idle_in_transaction_session_timeout = 0";

  private final Side.LiveSchema side;
  private final SchemaSnapshot snapshot;
  private final Reading reading;

  private OpenSchema(Side.LiveSchema side, SchemaSnapshot snapshot, Reading reading) {
    this.side = side;
    this.snapshot = snapshot;
    this.reading = reading;
  }

  static OpenSchema open(Side.LiveSchema side, Coverage coverage) {
    var reading = new Reading(side, coverage);
    try {
      var snapshot = SchemaSnapshot.take(side.sessions(), side.schema(), reading);
      return new OpenSchema(side, patient(snapshot), reading);
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
    var others =
        UniqueKeys.of(found).stream()
            .filter(key -> isNeverNull(found, key))
            .map(key -> key.stream().sorted().toList())
            .sorted((one, other) -> one.toString().compareTo(other.toString()));
    return new StoredRows(
        found,
        found.storedColumns(),
        Stream.concat(Stream.of(found.keyColumns()), others)
            .filter(key -> !key.isEmpty())
            .toList());
  }

  @Override
  public String whyNoRows(String table) {
    var fault = reading.faults.get(table);
    if (fault != null) {
      return "the file's condition on rows " + fault;
    }
    return switch (table(table).kind()) {
      case ORDINARY, UNLOGGED, PARTITION -> "";
      case PARTITIONED -> "its rows are those of its partitions";
      case FOREIGN -> "its rows are in another database";
    };
  }

  @Override
  public String condition(String table) {
    return reading.conditions.getOrDefault(table, "");
  }

  @Override
  public RowSource rows(String table, RowPlan plan) {
    try {
      var statement = snapshot.copyOut(plan.columns(), source(table), plan.order());
      var copy = snapshot.session().unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
      return new DatabaseRows(copy, plan.columns().size(), where(side));
    } catch (SQLException e) {
      throw SqlFailure.of(e, where(side));
    }
  }

  @Override
  public String note() {
    return reading.leftOut == 0
        ? ""
        : "tables of " + inWords() + " that are not in the file: " + reading.leftOut;
  }

  @Override
  public void close() {
    try {
      snapshot.close();
    } catch (SQLException e) {
      throw SqlFailure.of(e, where(side));
    }
  }

  private static SchemaSnapshot patient(SchemaSnapshot snapshot) throws SQLException {
    try (var statement = snapshot.session().createStatement()) {
      statement.execute(PATIENTLY);
      return snapshot;
    } catch (SQLException e) {
      snapshot.close();
      throw e;
    }
  }

  private String source(String table) {
    var condition = condition(table);
    return "ONLY %s AS t%s"
        .formatted(
            SqlIdentifier.qualified(side.schema(), table),
            condition.isEmpty() ? "" : " WHERE " + condition);
  }

  private Table table(String name) {
    return structure().table(name).orElseThrow();
  }

  private static boolean isNeverNull(Table table, Set<String> key) {
    return table.columns().stream().filter(it -> key.contains(it.name())).allMatch(Column::notNull);
  }

  private static String where(Side.LiveSchema side) {
    return side.sessions().login().inWords();
  }

  /** Looks at the schema before the snapshot, and what it found there the last time. */
  private static final class Reading implements SchemaSnapshot.Choice {
    private final Side.LiveSchema side;
    private final Coverage coverage;
    private final Map<String, String> faults = new HashMap<>();
    private Map<String, String> conditions = Map.of();
    private int leftOut;

    Reading(Side.LiveSchema side, Coverage coverage) {
      this.side = side;
      this.coverage = coverage;
    }

    @Override
    public Catalog choose(Connection session, Catalog seen) throws SQLException {
      if (seen.tables().isEmpty()) {
        expectSchema(session);
      }
      var structure = coverage.of(seen);
      leftOut = coverage.leftOut(seen);
      conditions = coverage.conditions(structure);
      check(session);
      return structure;
    }

    /** A condition out of a file is somebody else's SQL: it is read before it is used. */
    private void check(Connection session) throws SQLException {
      faults.clear();
      var check = new ExpressionCheck(session, side.schema());
      for (var condition : conditions.entrySet()) {
        check
            .faultOfCondition(condition.getKey(), condition.getValue())
            .ifPresent(fault -> faults.put(condition.getKey(), fault));
      }
    }

    private void expectSchema(Connection session) throws SQLException {
      try (var query =
          session.prepareStatement("SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?::name")) {
        query.setString(1, side.schema());
        try (var found = query.executeQuery()) {
          if (!found.next()) {
            throw new EngineException(
                FailureCode.SCHEMA_MISSING, where(side) + " has no schema " + side.schema());
          }
        }
      }
    }
  }
}
