package dev.slipway.controllers.check;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.check.Check;
import dev.slipway.api.check.HttpCheck;
import dev.slipway.api.check.SqlCheck;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Health;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order that finds out whether an app is well. While users are out, the app is reached through
 * the shadows of its Services.
 *
 * @param recorded what is closed
 */
public record AppChecks(
    AppEnvironment environment, QuiesceRecord recorded, EnvironmentAccess access) {
  public CheckOrder order(RunStep step, List<Check> checks) {
    return new CheckOrder(
        WorkOrder.FORMAT_VERSION,
        step,
        access.database(),
        health(),
        checks.stream()
            .filter(it -> it.http() != null)
            .map(it -> http(it, "check-" + checks.indexOf(it)))
            .toList(),
        checks.stream().filter(it -> it.sql() != null).map(AppChecks::sql).toList());
  }

  private CheckOrder.@Nullable HealthProbe health() {
    var health = environment.getSpec().health();
    return health == null
        ? null
        : new CheckOrder.HealthProbe(
            url(health, health.path()), (int) Durations.parse(health.timeout()).toSeconds());
  }

  /**
   * @param role of its Secret; a name that people choose would not do for a volume
   */
  private CheckOrder.HttpProbe http(Check check, String role) {
    HttpCheck http = requireNonNull(check.http());
    var health =
        requireNonNull(environment.getSpec().health(), "a plan with HTTP checks needs health");
    return new CheckOrder.HttpProbe(
        check.name(),
        url(health, http.path()),
        http.expectStatus(),
        http.expectBody(),
        http.headers().stream().map(it -> new CheckOrder.Header(it.name(), it.value())).toList(),
        http.credentialsSecret() == null ? null : access.login(role, http.credentialsSecret()));
  }

  private static CheckOrder.SqlProbe sql(Check check) {
    SqlCheck sql = requireNonNull(check.sql());
    return new CheckOrder.SqlProbe(check.name(), sql.query(), sql.expect());
  }

  private String url(Health health, String path) {
    var host = isClosed(health.service()) ? Doors.shadowOf(health.service()) : health.service();
    return "http://"
        + host
        + "."
        + environment.getMetadata().getNamespace()
        + ".svc:"
        + health.port()
        + path;
  }

  private boolean isClosed(String service) {
    return recorded.recorded().stream()
        .anyMatch(it -> it.kind().equals("Service") && Objects.equals(it.name(), service));
  }
}
