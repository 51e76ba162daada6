package dev.slipway.worker;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.fence.ReleaseRole;
import dev.slipway.engine.ledger.EnvironmentMark;
import dev.slipway.engine.observe.DatabaseObserver;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.StoreProbe;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at a database, at the app in it, and at both stores. */
record ObserveWork(ObserveOrder order, ProgressSink progress) {
  WorkReport carryOut() {
    var sessions = new Sessions(Credentials.login(order.database()));
    var database = new DatabaseObserver(sessions, order.database().schema()).observe();
    var seen = new AppObservation(order, sessions).beside(database);
    var unsuitable = unfit(sessions).or(() -> mark(sessions));
    if (unsuitable.isPresent()) {
      return WorkReport.failed(unsuitable.get(), seen);
    }
    var failures = probe();
    if (!failures.isEmpty()) {
      return WorkReport.failed(joined(failures), seen);
    }
    withdrawMarks(seen);
    requireAsReleased(seen);
    return WorkReport.done("the database answers, and both stores can be written and read", seen);
  }

  /** Better said now than when the app is closed. */
  private Optional<EngineException> unfit(Sessions sessions) {
    if (!order.database().shutsAppOut()) {
      return Optional.empty();
    }
    try (var session = sessions.open()) {
      return ReleaseRole.of(session).unfit();
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** Two environments in one database would release over each other. */
  private Optional<EngineException> mark(Sessions sessions) {
    var step = order.step();
    try (var session = sessions.open()) {
      return EnvironmentMark.renew(session, step.environmentUid(), step.environment());
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** What is wrong with either store, by its name. */
  private Map<String, EngineException> probe() {
    var step = order.step();
    var key = "probe-" + step.environmentUid();
    var failures = new TreeMap<String, EngineException>();
    probe(failures, "backups", order.backups(), key);
    probe(failures, "releases", order.releases(), "environments/" + step.environment() + "/" + key);
    return failures;
  }

  private static void probe(
      Map<String, EngineException> failures, String name, StoreAccess access, String key) {
    try (var store = Credentials.store(access)) {
      new StoreProbe(store).run(key);
    } catch (EngineException e) {
      failures.put(name, e);
    }
  }

  private static EngineException joined(Map<String, EngineException> failures) {
    var first = failures.values().iterator().next();
    var message =
        failures.entrySet().stream()
            .map(it -> "the %s store: %s".formatted(it.getKey(), it.getValue().getMessage()))
            .collect(joining("; "));
    return new EngineException(first.code(), message, first);
  }

  /** What was proven was another configuration than this. */
  private void withdrawMarks(Observation seen) {
    var drift = seen.drift();
    var proven = order.withdrawn();
    if (proven != null && drift != null && drift.count() > 0 && !drift.outdated()) {
      try (var store = new ReleasesStore(order.releases(), progress)) {
        store.marks(order.step().environment()).withdraw(proven);
      }
    }
  }

  private void requireAsReleased(Observation seen) {
    var drift = seen.drift();
    if (order.drift() == DriftCheck.REFUSE && drift != null && drift.count() > 0) {
      throw new EngineException(
          FailureCode.DRIFTED,
          ("since %s configuration is not what the last release left, in %s tables: %s. Take the"
                  + " changes back, or bring them into development first; or set driftPolicy of the"
                  + " environment to Report, and the release goes over them")
              .formatted(seconds(drift.since()), drift.count(), String.join(", ", drift.tables())));
    }
  }

  private static @Nullable Instant seconds(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS);
  }
}
