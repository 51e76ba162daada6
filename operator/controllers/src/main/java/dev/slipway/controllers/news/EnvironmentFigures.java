package dev.slipway.controllers.news;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Words;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an environment's status says in numbers; absent where it does not say.
 *
 * @param labels that its metrics carry
 */
record EnvironmentFigures(
    Map<String, String> labels,
    @Nullable Instant closedSince,
    @Nullable Instant lastBackup,
    @Nullable Instant lastProof,
    @Nullable Double backupBytes,
    @Nullable Boolean storeIsUp,
    @Nullable Integer driftedTables) {

  static EnvironmentFigures of(AppEnvironment environment, Glance glance) {
    var status = Optional.ofNullable(environment.getStatus());
    var backup = status.map(AppEnvironmentStatus::lastBackup);
    return new EnvironmentFigures(
        labels(environment),
        glance
            .condition("InMaintenance")
            .filter(it -> it.status() == ConditionStatus.TRUE)
            .map(Condition::lastTransitionTime)
            .orElse(null),
        backup.map(it -> it.finishedAt()).orElse(null),
        status
            .map(AppEnvironmentStatus::lastVerifiedBackup)
            .map(it -> it.verifiedAt())
            .orElse(null),
        backup.map(it -> it.size()).map(EnvironmentFigures::bytes).orElse(null),
        glance
            .condition("StoreReachable")
            .filter(it -> it.status() != ConditionStatus.UNKNOWN)
            .map(it -> it.status() == ConditionStatus.TRUE)
            .orElse(null),
        status.map(AppEnvironmentStatus::drift).map(it -> it.count()).orElse(null));
  }

  private static Map<String, String> labels(AppEnvironment environment) {
    return new TreeMap<>(
        Map.of(
            "namespace", environment.getMetadata().getNamespace(),
            "environment", environment.getMetadata().getName(),
            "app", environment.getSpec().app(),
            "stage", Words.of(environment.getSpec().stage())));
  }

  private static double bytes(String size) {
    return Quantity.getAmountInBytes(Quantity.parse(size)).doubleValue();
  }
}
