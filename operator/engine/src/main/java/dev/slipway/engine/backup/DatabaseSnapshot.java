package dev.slipway.engine.backup;

import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.ledger.LastApplied;
import dev.slipway.engine.preset.AppFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One moment of a database, which other sessions can look at too while this one is open. */
public final class DatabaseSnapshot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseSnapshot.class);

  private static final String BEGIN =
      """
      BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      -- it waits for pg_dump, for as long as that takes
      SET LOCAL idle_in_transaction_session_timeout = 0
      """;

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, format('SELECT count(*) FROM ONLY %I.%I', n.nspname, c.relname),
             pg_catalog.pg_total_relation_size(c.oid)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname = ANY (?)
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::regclass
                            AND d.objid = c.oid AND d.deptype = 'e')
       ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
      """;

  private final Connection session;
  private final DatabaseLogin login;
  private final Instant began;
  private final boolean endsItsSession;
  private final String id;
  private volatile boolean isStopped;

  private DatabaseSnapshot(
      Connection session, DatabaseLogin login, Instant began, boolean endsItsSession, String id) {
    this.session = session;
    this.login = login;
    this.began = began;
    this.endsItsSession = endsItsSession;
    this.id = id;
  }

  /** Takes a snapshot in a session of its own, which ends with it. */
  public static DatabaseSnapshot take(Sessions sessions, Clock clock) {
    var began = clock.instant();
    var login = sessions.login();
    var session = sessions.open();
    try {
      execute(session, BEGIN);
      return new DatabaseSnapshot(session, login, began, true, export(session));
    } catch (SQLException e) {
      close(session, login);
      throw SqlFailure.of(e, login.inWords());
    }
  }

  /**
   * Takes the snapshot of a session that is in a transaction, and stays so. Where it holds locks
   * against writers, what it writes later starts from exactly what was backed up. It has to bear
   * being idle for as long as a dump takes.
   *
   * @param began a moment before the session's transaction
   */
  public static DatabaseSnapshot within(Connection session, DatabaseLogin login, Instant began) {
    try {
      return new DatabaseSnapshot(session, login, began, false, export(session));
    } catch (SQLException e) {
      throw SqlFailure.of(e, login.inWords());
    }
  }

  DatabaseLogin login() {
    return login;
  }

  /** Whatever is later than this may be missing; whatever is older is not. */
  Instant began() {
    return began;
  }

  /** What {@code pg_dump --snapshot} takes. */
  String id() {
    return id;
  }

  String serverVersion() {
    return ask(it -> one(it, "SHOW server_version"));
  }

  int serverMajor() {
    return ask(it -> it.getMetaData().getDatabaseMajorVersion());
  }

  /** Counts the rows of every ordinary table of these schemas, in the order of their names. */
  public List<TableRows> rowsPerTable(List<String> schemas) {
    var counted = new ArrayList<TableRows>();
    try (var tables = session.prepareStatement(TABLES)) {
      tables.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var found = tables.executeQuery()) {
        while (found.next() && !isStopped) {
          long rows = Long.parseLong(one(session, found.getString(3)));
          counted.add(
              new TableRows(found.getString(1), found.getString(2), rows, found.getLong(4)));
        }
      }
      return counted;
    } catch (SQLException e) {
      throw SqlFailure.of(e, login.inWords());
    }
  }

  /** Ends a count from another thread. */
  void stopCounting() {
    isStopped = true;
    try {
      session.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      LOG.atInfo().setCause(e).log("rows are counted in vain");
    }
  }

  void requireSuitable(List<String> schemas) {
    ask(
        it -> {
          new SourcePreflight(it, schemas, login.inWords()).require();
          return true;
        });
  }

  List<NeededExtension> extensions(List<String> schemas) {
    return ask(it -> new DatabaseNeeds(it, schemas).extensions());
  }

  List<ExtensionRows> extensionRows(List<String> schemas) {
    return ask(
        it ->
            new ExtensionTables(it, schemas)
                .read().stream().map(ExtensionTables.Table::content).toList());
  }

  List<String> roles(List<String> schemas) {
    return ask(it -> new DatabaseNeeds(it, schemas).roles());
  }

  /** What the database says of the app in these schemas; the first that tells something counts. */
  AppFacts facts(String schema, BackedUpApp app) {
    return ask(it -> AppFacts.read(it, schema, app.preset(), app.naming()));
  }

  /** The digest of the migration file that was applied last. */
  Optional<String> lastApplied() {
    return ask(LastApplied::find);
  }

  private <T> T ask(Question<T> question) {
    try {
      return question.ask(session);
    } catch (SQLException e) {
      throw SqlFailure.of(e, login.inWords());
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Connection session) throws SQLException;
  }

  @Override
  public void close() {
    if (endsItsSession) {
      close(session, login);
    }
  }

  private static void close(Connection session, DatabaseLogin login) {
    try {
      session.close();
    } catch (SQLException e) {
      throw SqlFailure.of(e, login.inWords());
    }
  }

  private static String export(Connection session) throws SQLException {
    return one(session, "SELECT pg_export_snapshot()");
  }

  private static void execute(Connection session, String sql) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static String one(Connection session, String query) throws SQLException {
    try (var statement = session.prepareStatement(query);
        var answer = statement.executeQuery()) {
      answer.next();
      return answer.getString(1);
    }
  }
}
