package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.ArchivedStorage;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.preset.AppFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out, before anything is touched, whether a backup may go where it is to go, and says all
 * that stands in the way at once.
 */
final class RestorePreflight {
  static final String SESSIONS = "session-connected";
  static final String SPACE = "no-space";

  /** Of a schema that somebody else owns the backup has nothing to say. */
  private static final String OTHERS_SCHEMAS =
      """
      SELECT nspname FROM pg_catalog.pg_namespace
       WHERE nspname = ANY (?) AND NOT pg_catalog.pg_has_role(nspowner, 'USAGE')
      """;

  /** What an extension has brought along is nobody's data. */
  private static final String RELATIONS =
      """
      SELECT count(*) FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY (?)
         AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::regclass
                            AND d.objid = c.oid AND d.deptype = 'e')
      """;

  private final Sessions sessions;
  private final RestoreTerms terms;

  RestorePreflight(Sessions sessions, RestoreTerms terms) {
    this.sessions = sessions;
    this.terms = terms;
  }

  /** Answers what the restore has to know of the target. */
  RestoreTarget require(BackupManifest manifest, DumpContents contents, RestoreRequest request) {
    try (var session = sessions.open()) {
      var findings = new ArrayList<Finding>();
      findings.addAll(unknownClaims(manifest, request));
      findings.addAll(new StorageSpace(request.storage()).findings(manifest.storage()));
      findings.addAll(new TargetSessions(session).findings());
      findings.addAll(app(session, manifest));
      var target = look(session, manifest.database(), contents, findings);
      findings.addAll(target.extensionContent().findings());
      findings.addAll(notEmpty(session, manifest.database()));
      requireNone(findings);
      return target;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private List<Finding> notEmpty(Connection session, BackedUpDatabase backup) throws SQLException {
    return !terms.intoEmpty() || isEmpty(session, backup.schemas())
        ? List.of()
        : List.of(
            Finding.refusal(
                "target-not-empty",
                sessions.login().inWords(),
                "there is something in schema %s already"
                    .formatted(String.join(", ", backup.schemas())),
                "empty it, or name an environment whose database is empty: nothing is replaced here"));
  }

  private static boolean isEmpty(Connection session, List<String> schemas) throws SQLException {
    try (var statement = session.prepareStatement(RELATIONS)) {
      statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var answer = statement.executeQuery()) {
        return answer.next() && answer.getLong(1) == 0;
      }
    }
  }

  /** The same for a database that is there for this restore alone. */
  RestoreTarget requireForProof(BackedUpDatabase backup, DumpContents contents) {
    try (var session = sessions.open()) {
      var findings = new ArrayList<Finding>();
      var target = look(session, backup, contents, findings);
      requireNone(findings);
      return target;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Once more, as a backup may take hours to be read. */
  void requireNobodyElse() {
    try (var session = sessions.open()) {
      requireNone(new TargetSessions(session).findings());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private RestoreTarget look(
      Connection session, BackedUpDatabase backup, DumpContents contents, List<Finding> findings)
      throws SQLException {
    int major = session.getMetaData().getDatabaseMajorVersion();
    findings.addAll(olderServer(major, backup));
    var locks = TargetLocks.read(session, backup.schemas());
    findings.addAll(locks.findings(contents, sessions.login().inWords()));
    var extensions = new TargetExtensions(session);
    extensions.look(backup.extensions());
    findings.addAll(extensions.findings());
    var roles = TargetRoles.read(session);
    if (terms.withGrants()) {
      findings.addAll(roles.missing(backup.roles()));
      findings.addAll(roles.defaultsOfOthers(contents));
    }
    var target =
        new RestoreTarget(
            major,
            locks.objects() == 0,
            extensions.missing(),
            ExtensionContent.of(session, backup),
            true,
            roles.otherOwners(contents, sessions.login().user()),
            roles.ownersOf(backup.schemas(), contents),
            schemasOfOthers(session, backup.schemas()));
    return terms.withGrants() && roles.haveAllOwners(contents) ? target : target.asOurs();
  }

  private List<Finding> olderServer(int major, BackedUpDatabase backup) {
    return major >= backup.serverMajor()
        ? List.of()
        : List.of(
            Finding.refusal(
                "server-older",
                sessions.login().inWords(),
                "it is PostgreSQL %s, and the backup is of %s"
                    .formatted(major, backup.serverMajor()),
                "restore it to a server of that version or a newer one"));
  }

  private List<Finding> app(Connection session, BackupManifest manifest) throws SQLException {
    var schema = manifest.database().schemas().getFirst();
    var app = terms.app();
    var facts = AppFacts.read(session, schema, app.preset(), app.naming());
    return new TargetApp(manifest.app(), facts).findings();
  }

  private static List<Finding> unknownClaims(BackupManifest manifest, RestoreRequest request) {
    var there = manifest.storage().stream().map(ArchivedStorage::claim).toList();
    return request.storage().keySet().stream()
        .filter(it -> !there.contains(it))
        .sorted()
        .map(
            it ->
                Finding.refusal(
                    "storage-not-in-backup",
                    it,
                    "%s holds no storage of this name, only of %s"
                        .formatted(request.location(), there),
                    "name one of those"))
        .toList();
  }

  private static List<String> schemasOfOthers(Connection session, List<String> schemas)
      throws SQLException {
    var others = new ArrayList<String>();
    try (var statement = session.prepareStatement(OTHERS_SCHEMAS)) {
      statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          others.add(rows.getString(1));
        }
      }
    }
    return others;
  }

  private void requireNone(List<Finding> findings) {
    var refusals = Verdict.of(findings, terms.accept()).refusals();
    if (!refusals.isEmpty()) {
      var codes = refusals.stream().map(RestorePreflight::codeOf).distinct().toList();
      var code = codes.size() == 1 ? codes.getFirst() : FailureCode.RESTORE_UNSUITABLE;
      throw EngineException.refused(code, refusals);
    }
  }

  private static FailureCode codeOf(Finding refusal) {
    return switch (refusal.kind()) {
      case SPACE -> FailureCode.OUT_OF_SPACE;
      case "core-version", "plugin-missing", "plugin-version" -> FailureCode.VERSIONS_DIFFER;
      default -> FailureCode.RESTORE_UNSUITABLE;
    };
  }

  private EngineException failure(SQLException e) {
    return SqlFailure.of(e, sessions.login().inWords());
  }
}
