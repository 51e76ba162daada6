package dev.slipway.engine.proof;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * A database for one proof, dropped when it is closed. As long as the proof lives it keeps a
 * session there: PostgreSQL drops no database that somebody is in, so no other proof takes it for a
 * leftover.
 */
final class ScratchDatabase implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String NO_RIGHT = "42501";

  private final Sessions server;
  private final Sessions sessions;
  private final ScratchName name;
  private final Connection keeper;

  private ScratchDatabase(Sessions server, Sessions sessions, ScratchName name, Connection keeper) {
    this.server = server;
    this.sessions = sessions;
    this.name = name;
    this.keeper = keeper;
  }

  /**
   * Creates one, after what killed proofs have left was dropped.
   *
   * @param server into whose maintenance database we log in, as a role that may create databases
   * @param environment whose backup is proven
   * @param purpose for those who find it
   */
  static ScratchDatabase create(Sessions server, String environment, String purpose) {
    try (var session = server.open()) {
      var now = now(session);
      new ScratchLeftovers(server, session).drop(now);
      var name = ScratchName.draw(environment, now, new SecureRandom());
      make(name, session, server);
      return entered(server, name, purpose);
    } catch (SQLException e) {
      throw SqlFailure.of(e, server.login().inWords());
    }
  }

  Sessions sessions() {
    return sessions;
  }

  @Override
  public void close() {
    try {
      keeper.close();
    } catch (SQLException _) {
      // its end was all that we wanted
    }
    for (int attempt = 1; ; attempt++) {
      try {
        drop();
        return;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS) {
          throw SqlFailure.of(e, "dropping " + name.text() + ", which the next proof does");
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** It fails while the server's own processes look into it, such as one that vacuums. */
  private void drop() throws SQLException {
    try (var session = server.open();
        var statement = session.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + quoted(name.text()) + " WITH (FORCE)");
    }
  }

  private static void make(ScratchName name, Connection session, Sessions server)
      throws SQLException {
    try (var statement = session.createStatement()) {
      // nothing but what PostgreSQL itself brings: what somebody has put into template1 would count
      statement.execute(
          "CREATE DATABASE " + quoted(name.text()) + " TEMPLATE template0 ENCODING 'UTF8'");
    } catch (SQLException e) {
      if (NO_RIGHT.equals(e.getSQLState())) {
        throw new EngineException(
            FailureCode.DATABASE_REFUSED,
            "%s may not create databases; let it: ALTER ROLE %s CREATEDB"
                .formatted(server.login().inWords(), quoted(server.login().user())),
            e);
      }
      throw e;
    }
  }

  /** The mark comes after the session: whatever has it and nobody in it was left behind. */
  private static ScratchDatabase entered(Sessions server, ScratchName name, String purpose)
      throws SQLException {
    var sessions = new Sessions(at(server.login(), name));
    var keeper = sessions.open();
    try (var statement = keeper.createStatement()) {
      statement.execute("SET idle_session_timeout = 0");
      statement.execute(
          "COMMENT ON DATABASE %s IS %s"
              .formatted(quoted(name.text()), SqlLiteral.quoted(ScratchLeftovers.MARK + purpose)));
      return new ScratchDatabase(server, sessions, name, keeper);
    } catch (SQLException e) {
      keeper.close();
      throw e;
    }
  }

  static DatabaseLogin at(DatabaseLogin server, ScratchName name) {
    return new DatabaseLogin(
        server.host(),
        server.port(),
        name.text(),
        server.user(),
        server.password(),
        server.tls(),
        server.authority());
  }

  private static Instant now(Connection session) throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery("SELECT extract(epoch FROM clock_timestamp())::bigint")) {
      rows.next();
      return Instant.ofEpochSecond(rows.getLong(1));
    }
  }
}
