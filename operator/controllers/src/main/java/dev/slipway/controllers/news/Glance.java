package dev.slipway.controllers.news;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the four kinds have in common.
 *
 * @param phase as users read it; absent where there is none
 */
public record Glance(@Nullable String phase, List<Condition> conditions) {
  /** Of an object without a status. */
  public static final Glance NOTHING = new Glance(null, List.of());

  public static Glance at(HasMetadata object) {
    return switch (object) {
      case AppEnvironment environment when environment.getStatus() != null ->
          new Glance(null, environment.getStatus().conditions());
      case MigrationPlan plan when plan.getStatus() != null ->
          new Glance(word(plan.getStatus().phase()), plan.getStatus().conditions());
      case Backup backup when backup.getStatus() != null ->
          new Glance(word(backup.getStatus().phase()), backup.getStatus().conditions());
      case Restore restore when restore.getStatus() != null ->
          new Glance(word(restore.getStatus().phase()), restore.getStatus().conditions());
      default -> NOTHING;
    };
  }

  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(it -> it.type().equals(type)).findFirst();
  }

  public boolean says(String type) {
    return condition(type).filter(it -> it.status() == ConditionStatus.TRUE).isPresent();
  }

  private static @Nullable String word(@Nullable Enum<?> phase) {
    return phase == null ? null : Words.of(phase);
  }
}
