package dev.slipway.controllers.environment;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestoreMode;
import dev.slipway.controllers.work.Trimmed;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The plans, restores in place and backups that name an environment and have a status: what becomes
 * of them is what becomes of it.
 */
record EnvironmentUsers(List<MigrationPlan> plans, List<Restore> restores, List<Backup> backups) {
  static final EnvironmentUsers NONE = new EnvironmentUsers(List.of(), List.of(), List.of());

  EnvironmentUsers {
    plans = begun(plans);
    restores =
        begun(restores).stream()
            .filter(restore -> restore.getSpec().mode() == RestoreMode.IN_PLACE)
            .toList();
    backups = begun(backups);
  }

  static EnvironmentUsers of(Context<AppEnvironment> context) {
    return new EnvironmentUsers(
        context.getSecondaryResourcesAsStream(MigrationPlan.class).toList(),
        context.getSecondaryResourcesAsStream(Restore.class).toList(),
        context.getSecondaryResourcesAsStream(Backup.class).toList());
  }

  /** Each change of one of them wakes the environment that it names. */
  static List<EventSource<?, AppEnvironment>> sources(EventSourceContext<AppEnvironment> context) {
    return List.of(
        source(
            context,
            MigrationPlan.class,
            plan -> plan.getSpec().target(),
            EnvironmentUsers::withoutDetails),
        source(
            context,
            Restore.class,
            restore -> restore.getSpec().target(),
            UnaryOperator.identity()),
        source(
            context,
            Backup.class,
            backup -> backup.getSpec().environment(),
            UnaryOperator.identity()));
  }

  private static <T extends CustomResource<?, ?>> EventSource<?, AppEnvironment> source(
      EventSourceContext<AppEnvironment> context,
      Class<T> kind,
      Function<T, String> environment,
      UnaryOperator<T> trim) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, AppEnvironment.class)
            .withSecondaryToPrimaryMapper(
                user ->
                    Set.of(
                        new ResourceID(environment.apply(user), user.getMetadata().getNamespace())))
            .withItemStore(Trimmed.store(trim))
            .withInformerListLimit(Trimmed.PAGE)
            .build(),
        context);
  }

  /** Of a plan with its steps and its preview there may be thousands. */
  private static MigrationPlan withoutDetails(MigrationPlan plan) {
    var status = plan.getStatus();
    if (status != null) {
      plan.setStatus(
          new MigrationPlanStatus(
              status.conditions(),
              status.observedGeneration(),
              status.phase(),
              status.waitingFor(),
              status.step(),
              status.message(),
              status.file(),
              List.of(),
              null,
              List.of(),
              status.backup(),
              List.of(),
              null,
              status.quiesce(),
              status.effective(),
              status.approvedBy(),
              status.record(),
              status.runs(),
              status.resolvedNonce(),
              status.startedAt(),
              status.finishedAt(),
              status.duration(),
              status.maintenanceSeconds()));
    }
    return plan;
  }

  private static <T extends CustomResource<?, ?>> List<T> begun(List<T> all) {
    return all.stream().filter(user -> user.getStatus() != null).toList();
  }
}
