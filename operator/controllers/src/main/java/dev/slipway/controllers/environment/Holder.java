package dev.slipway.controllers.environment;

import static dev.slipway.api.plan.PlanPhase.BACKING_UP;
import static dev.slipway.api.plan.PlanPhase.MIGRATING;
import static dev.slipway.api.plan.PlanPhase.QUIESCING;
import static dev.slipway.api.plan.PlanPhase.REOPENING;
import static dev.slipway.api.plan.PlanPhase.RESTARTING;
import static dev.slipway.api.plan.PlanPhase.ROLLING_BACK;
import static dev.slipway.api.plan.PlanPhase.VALIDATING;
import static dev.slipway.api.plan.PlanPhase.WAITING_FOR_SIGN_OFF;

import dev.slipway.api.environment.BusyWith;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.restore.RestorePhase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds who holds an environment: from Quiescing until the app is open again. */
final class Holder {
  private static final Set<PlanPhase> OF_A_PLAN =
      EnumSet.of(
          QUIESCING,
          BACKING_UP,
          MIGRATING,
          RESTARTING,
          VALIDATING,
          WAITING_FOR_SIGN_OFF,
          REOPENING,
          ROLLING_BACK,
          PlanPhase.NEEDS_ATTENTION);

  private static final Set<RestorePhase> OF_A_RESTORE =
      EnumSet.of(
          RestorePhase.QUIESCING,
          RestorePhase.SAFETY_BACKUP,
          RestorePhase.RESTORING,
          RestorePhase.VALIDATING,
          RestorePhase.SWITCHING,
          RestorePhase.REOPENING,
          RestorePhase.NEEDS_ATTENTION);

  private Holder() {}

  /**
   * There is one at most, since they have a lease; where a cache shows two for a moment, the one
   * that was there before stays.
   */
  static @Nullable BusyWith among(EnvironmentUsers users, @Nullable BusyWith before) {
    var all = all(users);
    if (before != null && all.contains(before)) {
      return before;
    }
    return all.isEmpty() ? null : all.getFirst();
  }

  private static List<BusyWith> all(EnvironmentUsers users) {
    var plans = users.plans().stream().filter(plan -> OF_A_PLAN.contains(plan.getStatus().phase()));
    var restores =
        users.restores().stream()
            .filter(restore -> OF_A_RESTORE.contains(restore.getStatus().phase()));
    return Stream.concat(plans, restores)
        .map(HasMetadata.class::cast)
        .map(holder -> new BusyWith(holder.getKind(), holder.getMetadata().getName()))
        .sorted(Comparator.comparing(BusyWith::kind).thenComparing(BusyWith::name))
        .toList();
  }
}
