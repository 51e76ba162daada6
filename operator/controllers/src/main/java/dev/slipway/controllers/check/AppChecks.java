package dev.slipway.controllers.check;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.check.Check;
import dev.slipway.api.check.HttpCheck;
import dev.slipway.api.check.SqlCheck;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order that finds out whether an app is well. While users are out, the app is reached through
 * the shadows of its Services.
 *
 * @param recorded what is closed
 */
public record AppChecks(App app, QuiesceRecord recorded, EnvironmentAccess access) {
  /** The last Service went meanwhile: no address is none that could be asked, and no success. */
  private static final String NOWHERE = "http://no-service.invalid/";

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
    var health = app.environment().getSpec().health();
    return health == null
        ? null
        : new CheckOrder.HealthProbe(
            url(health.path()), (int) Durations.parse(health.timeout()).toSeconds());
  }

  /**
   * @param role of its Secret; a name that people choose would not do for a volume
   */
  private CheckOrder.HttpProbe http(Check check, String role) {
    HttpCheck http = requireNonNull(check.http());
    return new CheckOrder.HttpProbe(
        check.name(),
        url(http.path()),
        http.expectStatus(),
        http.expectBody(),
        http.headers().stream().map(it -> new CheckOrder.Header(it.name(), it.value())).toList(),
        http.credentialsSecret() == null ? null : access.login(role, http.credentialsSecret()));
  }

  private static CheckOrder.SqlProbe sql(Check check) {
    SqlCheck sql = requireNonNull(check.sql());
    return new CheckOrder.SqlProbe(check.name(), sql.query(), sql.expect());
  }

  private String url(String path) {
    return Entrance.of(app, recorded)
        .map(it -> it.url(app.environment().getMetadata().getNamespace(), recorded, path))
        .orElse(NOWHERE);
  }
}
