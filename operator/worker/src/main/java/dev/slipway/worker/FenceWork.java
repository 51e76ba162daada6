package dev.slipway.worker;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.fence.DatabaseFence;
import dev.slipway.engine.fence.FenceReport;
import dev.slipway.engine.fence.RoleFence;
import dev.slipway.engine.order.FenceOrder;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.WorkReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Raises the fence of a database, or lowers it. A fence that leaks is a failure, and stays raised:
 * whoever ordered it has to order it lowered.
 */
record FenceWork(FenceOrder order) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  WorkReport carryOut() {
    var login = Credentials.login(order.database());
    try (var session = new Sessions(login).open()) {
      return order.raised() ? raised(session, login.user()) : lowered(session);
    } catch (SQLException e) {
      throw SqlFailure.of(e, login.inWords());
    }
  }

  private WorkReport raised(Connection session, String user) throws SQLException {
    if (order.database().shutsAppOut()) {
      var report = new RoleFence(session, Set.of(), PATIENCE).raise();
      return raised(report, user, "nobody but role %s is let in".formatted(user));
    }
    var report = new DatabaseFence(session, Set.of(), PATIENCE).raise();
    return raised(report, user, "new sessions are read-only");
  }

  private static WorkReport raised(FenceReport report, String user, String what) {
    if (!report.left().isEmpty()) {
      throw new EngineException(
          FailureCode.FENCE_LEAKS,
          "the fence is raised, but sessions that may still write could not be ended: %s; stop what"
                  .formatted(inWords(report))
              + " they belong to, or GRANT pg_signal_backend TO "
              + user);
    }
    return WorkReport.done(
        "%s, and %s sessions were ended".formatted(what, report.ended()),
        new Fenced(true, report.ended()));
  }

  /**
   * Whichever is found raised. What is left can read as before, and may write again once it
   * connects anew.
   */
  private static WorkReport lowered(Connection session) throws SQLException {
    new RoleFence(session, Set.of(), PATIENCE).lower();
    var report = new DatabaseFence(session, Set.of(), PATIENCE).lower();
    var left = report.left().isEmpty() ? "" : "; read-only until they end: " + inWords(report);
    return WorkReport.done(
        "new sessions may write, and %s were ended%s".formatted(report.ended(), left),
        new Fenced(false, report.ended()));
  }

  private static String inWords(FenceReport report) {
    return report.left().stream()
        .map(it -> "%s (application \"%s\")".formatted(it.user(), it.application()))
        .distinct()
        .collect(joining(", "));
  }
}
