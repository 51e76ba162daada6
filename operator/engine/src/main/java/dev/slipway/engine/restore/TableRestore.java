package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings some tables of a backup into schemas where nothing is yet, for those who want to look
 * something up. It never replaces a table.
 */
public final class TableRestore {
  private static final int TOLD = 5;

  private static final String OBJECTS =
      """
      SELECT format('%I.%I', n.nspname, o.name)
        FROM (SELECT relnamespace AS namespace, relname AS name,
                     'pg_catalog.pg_class'::regclass AS class, oid
                FROM pg_catalog.pg_class WHERE relkind <> 'c'
              UNION ALL
              SELECT typnamespace, typname, 'pg_catalog.pg_type'::regclass, oid
                FROM pg_catalog.pg_type WHERE typelem = 0 AND typrelid = 0
              UNION ALL
              SELECT pronamespace, proname, 'pg_catalog.pg_proc'::regclass, oid
                FROM pg_catalog.pg_proc) o
        JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
       WHERE n.nspname = ANY (?)
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
       ORDER BY 1
      """;

  private final ObjectStore store;
  private final PostgresClients clients;
  private final Identities identities;

  public TableRestore(ObjectStore store, PostgresClients clients, Identities identities) {
    this.store = store;
    this.clients = clients;
    this.identities = identities;
  }

  /**
   * Answers the tables that were brought back, with their rows.
   *
   * @param names as in {@code schema.table}
   */
  public List<TableRows> restore(
      String location, List<String> names, Sessions sessions, ProgressSink progress) {
    var backup = new BackupReader(store).read(location).database();
    var database = new DatabaseRestore(store, clients, identities, sessions.login());
    var contents = database.contents(location, backup, progress);
    var selection = TableSelection.of(names, backup, contents);
    requireEmpty(selection.schemas(), sessions);
    var target =
        new RestorePreflight(sessions, RestoreTerms.PLAIN.withoutGrants())
            .requireForProof(backup, contents)
            .asOurs();
    database.run(
        location,
        backup,
        target.serverMajor(),
        new DumpChoice(selection.entries(), false, false),
        RestoreSql.opening(RestoreStatements.NONE, selection.schemas(), target),
        "",
        progress);
    return selection.tables();
  }

  private static void requireEmpty(List<String> schemas, Sessions sessions) {
    var there = new ArrayList<String>();
    try (var session = sessions.open();
        var statement = session.prepareStatement(OBJECTS)) {
      statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          there.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
    if (!there.isEmpty()) {
      throw new EngineException(
          FailureCode.RESTORE_UNSUITABLE,
          "tables are only brought to where nothing is, and %s has %s%s; name an empty database"
              .formatted(
                  sessions.login().inWords(),
                  String.join(", ", there.subList(0, Math.min(TOLD, there.size()))),
                  there.size() > TOLD ? " and %s more".formatted(there.size() - TOLD) : ""));
    }
  }
}
