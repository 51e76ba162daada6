package dev.slipway.engine.bench;

import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A role of its own for releases of an app: it owns the database, and is a member of the app's
 * role, which owns everything in it.
 */
public record ReleaseLogin(AppDatabase database, PostgresServer server) {
  private static final String PASSWORD = "of the release";

  public static ReleaseLogin of(AppDatabase database, PostgresServer server) {
    var login = new ReleaseLogin(database, server);
    login.administer(
        "CREATE ROLE \"%1$s\" LOGIN PASSWORD '%2$s'; GRANT \"%3$s\" TO \"%1$s\";"
            .formatted(login.role(), PASSWORD, database.owner()),
        "ALTER DATABASE %1$s OWNER TO \"%2$s\"; GRANT CREATE ON DATABASE %1$s TO \"%3$s\";"
            .formatted(database.name(), login.role(), database.owner()),
        "ALTER SCHEMA public OWNER TO \"%s\"".formatted(database.owner()));
    return login;
  }

  /** With what has to be quoted. */
  public String role() {
    return database.owner() + " Release";
  }

  public String password() {
    return PASSWORD;
  }

  /** As Slipway connects, acting as the app. */
  public Sessions sessions() {
    return sessions(database.owner());
  }

  public Sessions sessions(String actsAs) {
    var place = database.database();
    return new Sessions(
        new DatabaseLogin(
            place.host(),
            place.port(),
            place.name(),
            role(),
            new Password(PASSWORD),
            TlsMode.DISABLE,
            null,
            actsAs));
  }

  /** A role that may log in, as somebody else's program does. */
  public void createRole(String name) {
    administer("CREATE ROLE \"%s\" LOGIN PASSWORD '%s'".formatted(name, PASSWORD));
  }

  public Connection connect(String name) throws SQLException {
    var place = database.database();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s".formatted(place.host(), place.port(), place.name()),
        name,
        PASSWORD);
  }

  /** As a superuser, in this database. */
  public void administer(String... statements) {
    try (var session = server.superuser(database.name());
        var statement = session.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who may do what with this database, the defaults written out. */
  public String rights() {
    try (var session = server.superuser(database.name())) {
      return AppDatabase.valuesOver(
              session,
              """
              SELECT string_agg(item::text, ' ' ORDER BY item::text)
                FROM pg_database, unnest(coalesce(datacl, acldefault('d', datdba))) AS item
               WHERE datname = current_database()
              """)
          .getFirst();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
