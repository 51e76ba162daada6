package dev.slipway.engine.fence;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.AsLoggedIn;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.ledger.SlipwaySchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Lets nobody into a database but the role for releases and the database's owner. Who was let in
 * before is noted in the database itself, in the transaction that shuts them out, so that anybody
 * can lower the fence who finds it raised. Both moves are safe to repeat.
 */
public final class RoleFence {
  /** Without a list of its own a database has that of its owner's defaults. */
  private static final String CONNECT =
      """
      SELECT makeaclitem(grantee, grantor, 'CONNECT', is_grantable) AS item, grantee, is_grantable
        FROM pg_catalog.pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
       WHERE datname = current_database() AND privilege_type = 'CONNECT'
      """;

  /**
   * The first note stays: what a second raise finds is the fence itself. Whom somebody has let in
   * since then is shut out as well, and let in again in the end.
   */
  private static final String NOTE =
      """
      WITH now AS (%s)
      INSERT INTO slipway.role_fence AS noted (raised_by, connect)
      SELECT session_user, array_agg(item) FROM now
      ON CONFLICT (raised) DO UPDATE SET connect = noted.connect || ARRAY(
        SELECT item FROM now
         WHERE NOT item = ANY (noted.connect)
           AND grantee <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = noted.raised_by))
      """
          .formatted(CONNECT);

  private static final String TO_SHUT_OUT =
      """
      SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END
        FROM (%s) AS now
       WHERE grantee NOT IN (
         SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user
         UNION ALL
         SELECT datdba FROM pg_catalog.pg_database WHERE datname = current_database())
       ORDER BY 1
      """
          .formatted(CONNECT);

  /**
   * What lowers the fence, for psql as well. A role that is gone by now has nothing to get back;
   * whoever raised the fence let itself in where nobody else had.
   */
  public static final List<String> LOWERING =
      List.of(
          "DO $$ DECLARE change text; BEGIN",
          "  IF to_regclass('slipway.role_fence') IS NOT NULL THEN",
          "    FOR change IN",
          "      SELECT format('GRANT CONNECT ON DATABASE %I TO %s%s', current_database(),",
          "             CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(rolname) END,",
          "             CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)",
          "        FROM slipway.role_fence, aclexplode(connect) LEFT JOIN pg_roles ON oid ="
              + " grantee",
          "       WHERE grantee = 0 OR rolname IS NOT NULL",
          "      UNION ALL",
          "      SELECT format('REVOKE CONNECT ON DATABASE %I FROM %I', current_database(),"
              + " rolname)",
          "        FROM slipway.role_fence JOIN pg_roles ON rolname = raised_by",
          "       WHERE NOT EXISTS (SELECT FROM aclexplode(connect) WHERE grantee = oid)",
          "    LOOP EXECUTE change; END LOOP;",
          "    DELETE FROM slipway.role_fence;",
          "  END IF;",
          "END $$;");

  private static final String IS_THERE =
      "SELECT 1 WHERE to_regclass('slipway.role_fence') IS NOT NULL";

  private static final String IS_NOTED = "SELECT 1 FROM slipway.role_fence";

  private final Connection session;
  private final Set<Integer> spared;
  private final Duration patience;

  /**
   * @param session of the role for releases, which acts as the app's where the fence is to be
   *     raised
   * @param spared the backends of our other sessions, which are not ended
   * @param patience how long sessions may take to end
   */
  public RoleFence(Connection session, Set<Integer> spared, Duration patience) {
    this.session = session;
    this.spared = Set.copyOf(spared);
    this.patience = patience;
  }

  /** From now on others are not let in; who is in is shown out. */
  public FenceReport raise() throws SQLException {
    var unfit = ReleaseRole.of(session).unfit();
    if (unfit.isPresent()) {
      throw unfit.get();
    }
    SlipwaySchema.ensure(session);
    try (var transaction = Transaction.begin(session)) {
      SlipwaySchema.lock(session);
      shutOut();
      requireAppIsOut();
      transaction.commit();
    }
    return new SessionEnder(session, spared).endEarlierSessions(patience);
  }

  /** Everybody is let in who was before; whoever was let in since stays so. */
  public FenceReport lower() throws SQLException {
    try (var transaction = Transaction.begin(session)) {
      SlipwaySchema.lock(session);
      try (var _ = AsLoggedIn.in(session)) {
        run(String.join("\n", LOWERING));
      }
      transaction.commit();
    }
    return FenceReport.NOTHING;
  }

  /** Whether somebody may be shut out because a fence was raised. */
  public boolean isUp() throws SQLException {
    return !texts(IS_THERE).isEmpty() && isNoted();
  }

  private void shutOut() throws SQLException {
    try (var _ = AsLoggedIn.in(session)) {
      run(NOTE);
      run("GRANT CONNECT ON DATABASE " + database() + " TO " + ourselves());
      for (var role : texts(TO_SHUT_OUT)) {
        run("REVOKE CONNECT ON DATABASE " + database() + " FROM " + role + " CASCADE");
      }
    }
  }

  /** Whatever way is left to it, by whomever it was granted. */
  private void requireAppIsOut() throws SQLException {
    var app =
        texts("SELECT current_user WHERE has_database_privilege(current_database(), 'CONNECT')");
    if (!app.isEmpty()) {
      throw new EngineException(
          FailureCode.RELEASE_ROLE_UNFIT,
          "the app's role %s can connect whatever is revoked: take it out of the roles that let it in"
              .formatted(app.getFirst()));
    }
  }

  private boolean isNoted() throws SQLException {
    return !texts(IS_NOTED).isEmpty();
  }

  private String ourselves() throws SQLException {
    return texts("SELECT quote_ident(session_user)").getFirst();
  }

  private String database() throws SQLException {
    return quoted(session.getCatalog());
  }

  private List<String> texts(String query) throws SQLException {
    return Rows.texts(session, query);
  }

  private void run(String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
