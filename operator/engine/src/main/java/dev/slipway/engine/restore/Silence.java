package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackedUpApp;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.TableRows;
import dev.slipway.engine.preset.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Switches off, in the restore's own transaction, what reaches out of an app: so there is no moment
 * in which a copy of production could write to its customers.
 *
 * @param sql what the session says last, before the ledger's row
 * @param what is switched off, in words
 */
public record Silence(String sql, List<String> what) {
  public static final Silence NONE = new Silence("", List.of());

  /** Row security would hide rows that are to be changed; so it makes them an error. */
  private static final String ALL_ROWS = "SET LOCAL row_security = off;\n";

  public Silence {
    what = List.copyOf(what);
  }

  /** Fails where nobody has said what reaches out of this app. */
  public static Silence of(BackedUpApp app, BackedUpDatabase backup) {
    var outgoing = app.preset().outgoing();
    if (outgoing.isEmpty()) {
      throw new EngineException(
          FailureCode.RESTORE_UNSUITABLE,
          "what reaches out of the app cannot be switched off, as its preset lists nothing: list it"
              + " in presetExtension under outgoing, or allow it with allowOutgoingEffects");
    }
    var sql = new StringBuilder(ALL_ROWS);
    var what = new ArrayList<String>();
    for (var one : outgoing) {
      for (var schema : backup.schemas()) {
        statement(one, app, schema, backup)
            .ifPresent(
                it -> {
                  sql.append(it);
                  what.add(one.what());
                });
      }
    }
    return new Silence(sql.toString(), what);
  }

  private static Optional<String> statement(
      Outgoing outgoing, BackedUpApp app, String schema, BackedUpDatabase backup) {
    var tables =
        backup.tables().stream()
            .filter(it -> it.schema().equals(schema))
            .map(TableRows::table)
            .toList();
    return outgoing.statement(app.naming(), schema, tables);
  }

  /** The same statements, with these before the last of them. */
  public RestoreStatements with(RestoreStatements others) {
    return new RestoreStatements(others.before(), others.first(), sql + others.last());
  }
}
