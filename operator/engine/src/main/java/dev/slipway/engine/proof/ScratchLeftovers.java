package dev.slipway.engine.proof;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.database.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases of proofs that were killed. One is taken for that when its name is a proof's, it is
 * owned by the very role that looks, nobody is in it, and it has a proof's mark; a proof that was
 * killed before it could leave its mark has left an empty database, which goes when it is old.
 */
final class ScratchLeftovers {
  static final String MARK = "slipway proof: ";

  private static final Logger LOG = LoggerFactory.getLogger(ScratchLeftovers.class);

  /** Far longer than a proof takes from creating its database to leaving its mark there. */
  private static final Duration UNMARKED_FOR_LONG = Duration.ofHours(1);

  private static final String OURS =
      """
      SELECT d.datname, pg_catalog.shobj_description(d.oid, 'pg_database')
        FROM pg_catalog.pg_database d
       WHERE d.datdba = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
         AND d.datallowconn
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
       ORDER BY d.datname
      """;

  private static final String OBJECTS =
      """
      SELECT (SELECT count(*) FROM pg_catalog.pg_class WHERE oid >= 16384)
           + (SELECT count(*) FROM pg_catalog.pg_proc WHERE oid >= 16384)
           + (SELECT count(*) FROM pg_catalog.pg_namespace WHERE oid >= 16384)
      """;

  private final Sessions server;
  private final Connection session;

  ScratchLeftovers(Sessions server, Connection session) {
    this.server = server;
    this.session = session;
  }

  /** Drops what it can; what it cannot drop does not keep a proof from being made. */
  void drop(Instant now) throws SQLException {
    for (var it : found()) {
      if (isLeftBehind(it, now)) {
        drop(it.name());
      }
    }
  }

  private List<Found> found() throws SQLException {
    var found = new ArrayList<Found>();
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(OURS)) {
      while (rows.next()) {
        if (ScratchName.mayBe(rows.getString(1))) {
          found.add(new Found(new ScratchName(rows.getString(1)), rows.getString(2)));
        }
      }
    }
    return found;
  }

  private boolean isLeftBehind(Found database, Instant now) {
    if (database.mark() != null) {
      return database.mark().startsWith(MARK);
    }
    var isOld =
        database.name().age(now).filter(it -> it.compareTo(UNMARKED_FOR_LONG) > 0).isPresent();
    return isOld && isEmpty(database.name());
  }

  private boolean isEmpty(ScratchName name) {
    try (var there = new Sessions(ScratchDatabase.at(server.login(), name)).open();
        var statement = there.createStatement();
        var rows = statement.executeQuery(OBJECTS)) {
      rows.next();
      return rows.getLong(1) == 0;
    } catch (SQLException | EngineException e) {
      LOG.atWarn().addKeyValue("database", name.text()).setCause(e).log("cannot look into it");
      return false;
    }
  }

  /** Without force: where somebody is in it after all, it stays. */
  private void drop(ScratchName name) {
    try (var statement = session.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + quoted(name.text()));
      LOG.atInfo().addKeyValue("database", name.text()).log("dropped what a proof has left");
    } catch (SQLException e) {
      LOG.atWarn().addKeyValue("database", name.text()).setCause(e).log("a leftover stays");
    }
  }

  private record Found(ScratchName name, @Nullable String mark) {}
}
