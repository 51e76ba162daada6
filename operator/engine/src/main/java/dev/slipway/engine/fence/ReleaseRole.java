package dev.slipway.engine.fence;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The role that logs in for releases, beside the app's, as which it acts: whether the one can shut
 * the other out, do all of its work meanwhile, and let it in again as before.
 */
public final class ReleaseRole {
  private static final String HINDRANCES =
      """
      WITH facts AS (
        SELECT quote_ident(session_user) AS release, quote_ident(current_user) AS app,
               quote_ident(datname) AS database, app.rolsuper AS app_is_superuser,
               pg_has_role(app.oid, datdba, 'MEMBER') AS app_owns,
               pg_has_role(app.oid, session_user, 'MEMBER') AS app_is_release,
               pg_has_role(session_user, datdba, 'USAGE') AS release_owns,
               pg_has_role(session_user, app.oid, 'USAGE') AS release_inherits,
               has_database_privilege(app.oid, pg_database.oid, 'CREATE') AS app_creates,
               (SELECT string_agg(DISTINCT quote_ident(pg_get_userbyid(grantor)), ', ')
                  FROM aclexplode(datacl)
                 WHERE privilege_type = 'CONNECT' AND grantor <> datdba) AS grantors
          FROM pg_catalog.pg_database, pg_catalog.pg_roles AS app
         WHERE datname = current_database() AND app.rolname = current_user
      )
      SELECT hindrance FROM facts, LATERAL (VALUES
        (1, app_is_superuser, format(
            'the app''s role %s is a superuser, whom nothing keeps out: ALTER ROLE %s NOSUPERUSER',
            app, app)),
        (2, app_owns AND NOT app_is_superuser, format(
            'the app''s role %s owns database %s, or is a member of its owner, and would let itself'
            ' in again: ALTER DATABASE %s OWNER TO %s', app, database, database, release)),
        (3, app_is_release AND NOT app_is_superuser, format(
            'the app''s role %s is a member of %s, the role for releases: REVOKE %s FROM %s, or give'
            ' releases a role of their own', app, release, release, app)),
        (4, NOT release_owns, format(
            'only its owner may shut others out of database %s: ALTER DATABASE %s OWNER TO %s',
            database, database, release)),
        (5, NOT release_inherits, format(
            'role %s does not inherit the rights of %s: GRANT %s TO %s, with INHERIT', release, app,
            app, release)),
        (6, NOT app_creates, format(
            'the app''s role %s may make no schema in database %s, where releases keep their notes:'
            ' GRANT CREATE ON DATABASE %s TO %s', app, database, database, app)),
        (7, grantors IS NOT NULL, format(
            'CONNECT on database %s was granted by %s, and not by its owner, who could not put that'
            ' back: have the owner grant it', database, grantors))
      ) AS hindrances (place, holds, hindrance)
       WHERE holds ORDER BY place
      """;

  private final List<String> hindrances;

  private ReleaseRole(List<String> hindrances) {
    this.hindrances = hindrances;
  }

  /**
   * @param session of the role for releases, which acts as the app's
   */
  public static ReleaseRole of(Connection session) throws SQLException {
    return new ReleaseRole(Rows.texts(session, HINDRANCES));
  }

  /** Why the fence cannot be raised; empty where it can. */
  public Optional<EngineException> unfit() {
    return hindrances.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new EngineException(
                FailureCode.RELEASE_ROLE_UNFIT,
                "quiesce.fence Role is not possible: " + String.join("; ", hindrances)));
  }
}
