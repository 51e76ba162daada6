package dev.slipway.controllers.schedule;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.controllers.step.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backups that retention leaves alone: those that somebody has pinned or given a time of their
 * own, and those that a release or restore needs, or needed just now.
 */
final class ReferredBackups {
  private static final Duration RECENT = Duration.ofDays(7);

  private final UpkeepView seen;
  private final Set<String> needed;

  ReferredBackups(UpkeepView seen) {
    this.seen = seen;
    this.needed =
        Stream.concat(
                seen.plans().stream().filter(this::isOpen).map(it -> it.getStatus().backup()),
                seen.restores().stream().filter(this::isOpen).flatMap(this::backupsOf))
            .filter(Objects::nonNull)
            .collect(toUnmodifiableSet());
  }

  List<String> locations() {
    return referred()
        .map(it -> it.getStatus() == null ? null : it.getStatus().location())
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  Set<String> names() {
    return referred().map(it -> it.getMetadata().getName()).collect(toUnmodifiableSet());
  }

  private Stream<Backup> referred() {
    return seen.backups().stream()
        .filter(
            it ->
                it.getSpec().pinned()
                    || hasTimeLeft(it)
                    || needed.contains(it.getMetadata().getName()));
  }

  private boolean hasTimeLeft(Backup backup) {
    var length = backup.getSpec().expiresAfter();
    var end = backup.getStatus() == null ? null : backup.getStatus().finishedAt();
    return length != null
        && (end == null || seen.now().isBefore(end.plus(Durations.parse(length))));
  }

  private boolean isOpen(MigrationPlan plan) {
    var status = plan.getStatus();
    return status != null
        && (!requireNonNullElse(status.phase(), PlanPhase.PENDING).isEnd()
            || isRecent(status.finishedAt()));
  }

  private boolean isOpen(Restore restore) {
    var status = restore.getStatus();
    return status == null
        || !requireNonNullElse(status.phase(), RestorePhase.PENDING).isEnd()
        || isRecent(status.finishedAt());
  }

  private boolean isRecent(@Nullable Instant end) {
    return end != null && seen.now().isBefore(end.plus(RECENT));
  }

  /** Those of this environment's namespace. */
  private Stream<@Nullable String> backupsOf(Restore restore) {
    var here = seen.environment().getMetadata().getNamespace();
    var own = restore.getMetadata().getNamespace();
    var source = restore.getSpec().backup();
    var restored = here.equals(requireNonNullElse(source.namespace(), own)) ? source.name() : null;
    var safety =
        here.equals(own) && restore.getStatus() != null ? restore.getStatus().safetyBackup() : null;
    return Stream.of(restored, safety);
  }
}
