package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.DatabaseFacts;
import dev.slipway.api.environment.Facts;
import dev.slipway.api.plan.BackupPolicy;
import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.api.plan.PreviewSummary;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.work.ByteSizes;
import dev.slipway.engine.order.Previewed;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For how long a release closes its app, about. */
final class Estimate {
  /** Closing, two starts of the app, its checks, and opening, where nobody has seen it yet. */
  private static final Duration AROUND = Duration.ofSeconds(30);

  /** What a backup reads, stores and reads back in a second. */
  private static final long BACKUP_BYTES = 25L << 20;

  private Estimate() {}

  /** Where all goes well. */
  static Duration closed(Previewed made, ReleaseView seen) {
    var before = Experience.of(seen.spec().target(), seen.around().rivals());
    var apply = Duration.ofMillis(made.applyMillis() == null ? 0 : made.applyMillis());
    return before
        .around()
        .orElse(AROUND)
        .plus(apply)
        .plus(backup(before, seen))
        .plus(soak(seen.spec()));
  }

  /** A rollback included: the way back takes no longer than the way there. */
  static Duration worst(@Nullable PreviewSummary preview) {
    var closed =
        Optional.ofNullable(preview).map(PreviewSummary::closedForAbout).map(Durations::parse);
    return closed.orElse(AROUND).multipliedBy(2);
  }

  /** At least what its size makes of it: the database may have grown since. */
  private static Duration backup(Experience before, ReleaseView seen) {
    if (seen.spec().backup() == BackupPolicy.SKIP) {
      return Duration.ZERO;
    }
    var bySize = backup(seen.target());
    return before.backup().filter(it -> it.compareTo(bySize) > 0).orElse(bySize);
  }

  private static Duration backup(AppEnvironment target) {
    return Optional.ofNullable(target.getStatus())
        .map(AppEnvironmentStatus::facts)
        .map(Facts::database)
        .map(DatabaseFacts::size)
        .map(size -> Duration.ofSeconds(ByteSizes.parse(size) / BACKUP_BYTES))
        .orElse(Duration.ZERO);
  }

  private static Duration soak(MigrationPlanSpec plan) {
    return plan.soak() == null ? Duration.ZERO : Durations.parse(plan.soak());
  }
}
