package dev.slipway.controllers.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.environment.AppEnvironmentReconciler;
import dev.slipway.engine.order.Pruned;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A night on a real API server, whose clock the test turns on; it plays the part of the pods. */
class ScheduledBackupsApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();
  private static final Instant EVENING = Instant.parse("2026-11-21T20:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(EVENING);
  private final InstantSource time = now::get;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final OperatorBench bench =
      OperatorBench.withOnly(client -> new AppEnvironmentReconciler(client, "slipway:test", clock));

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void makesOneBackupEachNightAndTakesAwayThoseThatAreTooMany() {
    bench.createApp();
    var environment =
        bench.create(
            Crm.environment(
                Crm.yaml()
                    + "  backups: {schedule: '0 3 * * *', timeZone: Europe/Berlin, retention:"
                    + " {last: 1}}\n"));
    Await.until("a time for the next backup", LIMIT, () -> next(environment) != null);
    assertThat(next(environment)).isEqualTo("2026-11-22T02:00:00Z");
    assertThat(backups()).isEmpty();

    turnOn(environment, "2026-11-22T02:00:00Z", "7h");
    Await.until("a backup", LIMIT, () -> backups().size() == 1);
    turnOn(environment, "2026-11-23T02:00:01Z", "8h");
    complete(backups().getFirst(), "crm/night-1", "2026-11-22T02:30:00Z");
    Await.until("another backup", LIMIT, () -> backups().size() == 2);
    bench.endWorker(
        environment.getMetadata().getUid(),
        "Prune",
        1,
        WorkReport.done(
            "1 removed", new Pruned(1, 1, 0, 10, 0, List.of(), List.of("crm/night-1"))));

    Await.until("the object to go whose backup is gone", LIMIT, () -> backups().size() == 1);
    assertThat(backups().getFirst().getMetadata().getName()).isEqualTo("crm-20261123-0200");
    Await.until(
        "what retention did", LIMIT, () -> bench.get(environment).getStatus().retention() != null);
    assertThat(requireNonNull(bench.get(environment).getStatus().retention()).pruned())
        .isEqualTo(1);
    Await.until(
        "the night after",
        LIMIT,
        () -> Instant.parse("2026-11-24T02:00:00Z").equals(next(environment)));
    bench.await(environment, "BackupsCurrent", ConditionStatus.TRUE);
  }

  private @Nullable Instant next(AppEnvironment environment) {
    var status = bench.get(environment).getStatus();
    return status == null ? null : status.nextBackup();
  }

  private List<Backup> backups() {
    return bench.client().resources(Backup.class).inNamespace(bench.namespace()).list().getItems();
  }

  /** The spec changes as well, so that it is looked at. */
  private void turnOn(AppEnvironment environment, String to, String observeEvery) {
    now.set(Instant.parse(to));
    bench.edit(environment, "{\"spec\": {\"observeEvery\": \"" + observeEvery + "\"}}");
  }

  private void complete(Backup backup, String location, String at) {
    bench.setStatus(
        backup,
        YAML.unmarshal(
            """
            phase: Complete
            location: %s
            finishedAt: "%s"
            conditions:
              - {type: Complete, status: "True", reason: BackedUp, message: done, lastTransitionTime: "%s"}
            """
                .formatted(location, at, at),
            BackupStatus.class));
  }
}
