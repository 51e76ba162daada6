package dev.slipway.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.FencingToken;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.ledger.LedgerScript;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.restore.RestoreStatements;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What the ledger knows of one restore, and what a restore tells it. The entry's digest is that of
 * the database's dump.
 */
record RestoreLedger(Sessions sessions, Attempt attempt, FencingToken token) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Waits for the end of a restore whose session was lost. */
  Optional<Restored> find(String location) {
    try (var session = sessions.open();
        var _ = Transaction.begin(session)) {
      token.hold(session);
      var found = Ledger.find(session, attempt.run(), attempt.step());
      return found.map(it -> agreeing(it, location));
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** That another worker has taken over explains whatever went wrong; else it is what it is. */
  EngineException explained(EngineException failure) {
    try (var session = sessions.open();
        var _ = Transaction.begin(session)) {
      token.hold(session);
    } catch (EngineException e) {
      return e.code() == FailureCode.SUPERSEDED ? e : failure;
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  RestoreStatements statements(Restored restored, PackedObject dump) {
    var script = new LedgerScript(token);
    var entry =
        new LedgerEntry(
            attempt.run(),
            attempt.step(),
            attempt.environment(),
            new Digest(dump.sha256()).toString(),
            token.number(),
            json(restored));
    return new RestoreStatements(script.recordBackend(), script.hold(), script.enter(entry));
  }

  private Restored agreeing(LedgerEntry entry, String location) {
    var restored = parse(entry.report());
    if (!restored.location().equals(location)
        || !entry.environment().equals(attempt.environment())) {
      throw new EngineException(
          FailureCode.LEDGER_DISAGREES,
          "the ledger has step %s of run %s with backup %s in environment %s, not backup %s in %s"
              .formatted(
                  entry.step(),
                  entry.run(),
                  restored.location(),
                  entry.environment(),
                  location,
                  attempt.environment()));
    }
    return restored;
  }

  private static Restored parse(String json) {
    try {
      return JSON.readValue(json, Restored.class);
    } catch (JsonProcessingException e) {
      throw new EngineException(
          FailureCode.LEDGER_DISAGREES, "the ledger's row of this step is not of a restore", e);
    }
  }

  private static String json(Restored restored) {
    try {
      return JSON.writeValueAsString(restored);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
