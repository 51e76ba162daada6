package dev.slipway.engine.bench;

import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database of an app: its role owns everything in it and is no superuser. */
public final class AppDatabase {
  private static final AtomicInteger COPIES = new AtomicInteger();

  private final Database database;

  private AppDatabase(Database database) {
    this.database = database;
  }

  public static AppDatabase fresh(PostgresInstallation installation) {
    try {
      return new AppDatabase(PostgresServer.shared(installation).freshDatabase());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** On a server of the test's own. */
  public static AppDatabase freshOn(PostgresServer server) {
    try {
      return new AppDatabase(server.freshDatabase());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one of the same name on another server. */
  public AppDatabase on(PostgresServer server) {
    return reachedBy(server.port(), name());
  }

  /** The same one through a port in between. */
  public AppDatabase reachedBy(int port) {
    return reachedBy(port, name());
  }

  /** The one of another name on the same server. */
  public AppDatabase named(String other) {
    return reachedBy(database.port(), other);
  }

  /** A copy on the same server, as CREATE DATABASE makes it: nobody may be connected. */
  public AppDatabase copied(PostgresServer server) {
    var copy = name() + "_copy_" + COPIES.incrementAndGet();
    try (var session = server.superuser();
        var statement = session.createStatement()) {
      statement.execute("CREATE DATABASE %s OWNER %s TEMPLATE %s".formatted(copy, owner(), name()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return reachedBy(database.port(), copy);
  }

  private AppDatabase reachedBy(int port, String name) {
    return new AppDatabase(
        new Database(database.host(), port, name, database.user(), database.password()));
  }

  /** One that keeps its texts in another encoding than UTF-8, and sorts them by it. */
  public static AppDatabase encoded(PostgresInstallation installation, String encoding) {
    var beside = fresh(installation);
    var name = beside.name() + "_" + encoding.toLowerCase(Locale.ROOT);
    try (var session = PostgresServer.shared(installation).superuser();
        var statement = session.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s OWNER %s ENCODING '%s' LOCALE 'C' TEMPLATE template0"
              .formatted(name, beside.owner(), encoding));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var login = beside.database;
    return new AppDatabase(
        new Database(login.host(), login.port(), name, login.user(), login.password()));
  }

  /** For programs that log in by themselves. */
  public Database database() {
    return database;
  }

  public String name() {
    return database.name();
  }

  public String owner() {
    return database.user();
  }

  /** As the app connects, with nothing set. */
  public Connection connect() {
    try {
      return database.connect();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As Slipway connects. */
  public Sessions sessions() {
    return new Sessions(
        new DatabaseLogin(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Password(database.password()),
            TlsMode.DISABLE,
            null));
  }

  /** Over Slipway's sessions, so that no fence is in the way of the test itself. */
  public void run(String sql) {
    try (var session = sessions().open();
        var statement = session.createStatement()) {
      statement.execute("SET search_path = public");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every row of the schema's tables with where it lies, who wrote it, and all that is in it. */
  public Map<String, List<String>> versions(String schema) {
    return perTable(schema, "SELECT ctid || ' ' || xmin || ' ' || (t.*)::text FROM %s AS t");
  }

  /** Every row of the schema's tables, in an order of its own. */
  public Map<String, List<String>> rows(String schema) {
    return perTable(schema, "SELECT (t.*)::text FROM %s AS t ORDER BY 1");
  }

  private Map<String, List<String>> perTable(String schema, String query) {
    var tables =
        """
        SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname = '%s'
        """
            .formatted(schema);
    var rows = new HashMap<String, List<String>>();
    try (var session = sessions().open()) {
      for (var table : valuesOver(session, tables)) {
        rows.put(table, valuesOver(session, query.formatted(table)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  public String value(String query) {
    return values(query).getFirst();
  }

  public List<String> values(String query) {
    try (var session = sessions().open()) {
      return valuesOver(session, query);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<String> valuesOver(Connection session, String query) throws SQLException {
    var values = new ArrayList<String>();
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
