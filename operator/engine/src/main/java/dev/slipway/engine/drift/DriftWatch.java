package dev.slipway.engine.drift;

import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.ledger.Baseline;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Compares an environment's configuration with what its last release left. */
public final class DriftWatch {
  private final Sessions sessions;
  private final String environment;

  /**
   * @param environment as people call it
   */
  public DriftWatch(Sessions sessions, String environment) {
    this.sessions = sessions;
    this.environment = environment;
  }

  /** From now on this is what the environment has to be. Safe to repeat within a run. */
  public void keep(Configuration configuration, String run) {
    try (var session = sessions.open()) {
      Baseline.keep(session, environment, run, configuration.tables());
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** Nothing where there is no baseline. */
  public Optional<Drift> compare(Configuration configuration) {
    try (var session = sessions.open()) {
      var found = Baseline.find(session, environment);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      var baseline = found.get();
      if (baseline.isOutdated()) {
        return Optional.of(new Drift(baseline.takenAt(), true, List.of(), null));
      }
      var tables = configuration.differences(baseline.tables());
      var drifts = !tables.isEmpty();
      var since =
          drifts == (baseline.driftingSince() != null)
              ? baseline.driftingSince()
              : Baseline.note(session, environment, drifts);
      return Optional.of(new Drift(baseline.takenAt(), false, tables, since));
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }
}
