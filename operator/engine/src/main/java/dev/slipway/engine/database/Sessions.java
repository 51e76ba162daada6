package dev.slipway.engine.database;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/**
 * Opens sessions that all see and write values the same way, may write behind our own fence, and
 * give their locks back within seconds when this process dies or is cut off.
 */
public final class Sessions {
  /** What changes the text of a value, pinned: the same row gives the same bytes everywhere. */
  private static final List<String> CANONICAL =
      List.of(
          "TimeZone=UTC",
          "DateStyle=ISO,\\ YMD",
          "IntervalStyle=postgres",
          "extra_float_digits=1",
          "bytea_output=hex",
          "lc_monetary=C",
          "quote_all_identifiers=off",
          "search_path=");

  /**
   * Each of these closes a hole that the others leave: cut line, dead client, forgotten session.
   */
  private static final List<String> SHORT_LIVED =
      List.of(
          "tcp_keepalives_idle=3",
          "tcp_keepalives_interval=2",
          "tcp_keepalives_count=3",
          "tcp_user_timeout=9000",
          "client_connection_check_interval=2s",
          "idle_in_transaction_session_timeout=15s");

  /** Ours is no member of the role to act as, or there is none of that name. */
  private static final Set<String> NO_MEMBER = Set.of("42501", "22023");

  private static final String BEHIND_THE_FENCE = "default_transaction_read_only=off";

  private final DatabaseLogin login;

  public Sessions(DatabaseLogin login) {
    this.login = login;
  }

  public DatabaseLogin login() {
    return login;
  }

  /** A session with autocommit on, which ends in an error where the line or the server is lost. */
  public Connection open() {
    var watchdog = new Watchdog();
    var announced = WatchedSockets.announce(watchdog);
    try {
      var properties = properties("slipway");
      properties.setProperty("socketFactory", WatchedSockets.class.getName());
      properties.setProperty("socketFactoryArg", announced);
      var connection = connect(properties);
      return watched(connection, watchdog);
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      WatchedSockets.forget(announced);
    }
  }

  private EngineException failure(SQLException e) {
    return login.actsAs() != null && NO_MEMBER.contains(requireNonNullElse(e.getSQLState(), ""))
        ? new EngineException(
            FailureCode.RELEASE_ROLE_UNFIT,
            "role %1$s may not connect, or not act as the app's role %2$s: GRANT CONNECT ON DATABASE \"%3$s\" TO \"%1$s\"; GRANT \"%2$s\" TO \"%1$s\"; or correct the names"
                .formatted(login.user(), login.actsAs(), login.database()),
            e)
        : SqlFailure.of(e, login.inWords());
  }

  private Connection watched(Connection connection, Watchdog watchdog) throws SQLException {
    try {
      watchdog.lookWith(this::beside, self(connection));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * A session that nobody watches, and that therefore waits for nothing longer than seconds. It is
   * who logged in, since it looks at another one of its own.
   */
  private Connection beside() throws SQLException {
    var properties = properties("slipway watchdog");
    properties.setProperty("options", options());
    properties.setProperty("connectTimeout", "4");
    properties.setProperty("socketTimeout", "4");
    return connect(properties);
  }

  private Connection connect(Properties properties) throws SQLException {
    var connection = new Driver().connect(url(), properties);
    if (connection == null) {
      throw new EngineException(FailureCode.ORDER_INVALID, "not a database: " + login.inWords());
    }
    return connection;
  }

  private BackendProbe.Backend self(Connection connection) throws SQLException {
    if (login.actsAs() == null) {
      return backendOf(connection);
    }
    try (var _ = AsLoggedIn.in(connection)) {
      return backendOf(connection);
    }
  }

  private static BackendProbe.Backend backendOf(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(BackendProbe.SELF)) {
      rows.next();
      return new BackendProbe.Backend(rows.getInt(1), rows.getString(2));
    }
  }

  private Properties properties(String application) {
    var properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password().reveal());
    properties.setProperty("ApplicationName", application);
    properties.setProperty("sslmode", login.tls().libpqName());
    if (login.authority() != null) {
      properties.setProperty("sslrootcert", login.authority().toString());
    }
    properties.setProperty("options", options() + login.actingOption());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    // prepared statements by name would survive DDL of our own with an old plan
    properties.setProperty("prepareThreshold", "0");
    return properties;
  }

  private String url() {
    return "jdbc:postgresql://" + login.host() + ":" + login.port() + "/" + login.database();
  }

  private static String options() {
    var options = new StringBuilder("-c " + BEHIND_THE_FENCE);
    CANONICAL.forEach(setting -> options.append(" -c ").append(setting));
    SHORT_LIVED.forEach(setting -> options.append(" -c ").append(setting));
    return options.toString();
  }
}
