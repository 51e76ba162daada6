package dev.slipway.controllers.schedule;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.JobState;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An environment that is backed up each night, and what one pass sees of it. */
final class Nightly {
  static final String SCHEDULE = "schedule: '0 3 * * *', timeZone: UTC";

  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private final AppEnvironment environment = Crm.storedEnvironment();
  private final List<Backup> backups = new ArrayList<>();
  private final List<MigrationPlan> plans = new ArrayList<>();
  private final List<Restore> restores = new ArrayList<>();
  private final List<JobAttempt> attempts = new ArrayList<>();
  private boolean busy;

  private Nightly(String wanted) {
    environment.setSpec(Crm.environment(Crm.yaml() + "  backups: {" + wanted + "}\n").getSpec());
  }

  /**
   * @param wanted the environment's backups, as the inside of a YAML mapping
   */
  static Nightly wanting(String wanted) {
    return new Nightly(wanted);
  }

  /**
   * @param status as the inside of a YAML mapping
   */
  Nightly remembering(String status) {
    environment.setStatus(
        YAML.unmarshal("---\n{observedGeneration: 1, " + status + "}", AppEnvironmentStatus.class));
    return this;
  }

  Nightly busy() {
    busy = true;
    return this;
  }

  /**
   * @param scheduledFor empty for one that a person made
   * @param status as the inside of a YAML mapping; empty for none
   * @param more of the spec
   */
  Nightly backup(String name, String scheduledFor, String status, String more) {
    var metadata =
        scheduledFor.isEmpty()
            ? "{name: %s, namespace: crm-dev}".formatted(name)
            : "{name: %s, namespace: crm-dev, labels: {slipway.dev/backup-reason: Scheduled}, annotations: {slipway.dev/scheduled-for: '%s'}}"
                .formatted(name, scheduledFor);
    backups.add(
        YAML.unmarshal(
            "---\n{metadata: %s, spec: {environment: crm, %s}%s}"
                .formatted(metadata, more, status.isEmpty() ? "" : ", status: {" + status + "}"),
            Backup.class));
    return this;
  }

  Nightly backup(String name, String scheduledFor, String status) {
    return backup(name, scheduledFor, status, "");
  }

  /** One that is complete, and lies in the store under its name. */
  Nightly complete(String name, String finishedAt, String more) {
    return backup(
        name,
        "",
        "phase: Complete, location: crm/%s, finishedAt: '%s', conditions: [{type: Complete, status: 'True'}]"
            .formatted(name, finishedAt),
        more);
  }

  Nightly plan(String phase, String backup) {
    plans.add(
        YAML.unmarshal(
            "---\n{metadata: {name: p, namespace: crm-dev}, spec: {target: crm}, status: {phase: %s, backup: %s}}"
                .formatted(phase, backup),
            MigrationPlan.class));
    return this;
  }

  Nightly restore(String namespace, String phase, String source) {
    restores.add(
        YAML.unmarshal(
            "---\n{metadata: {name: r, namespace: %s}, spec: {target: x, backup: {%s}}, status: {phase: %s}}"
                .formatted(namespace, source, phase),
            Restore.class));
    return this;
  }

  Nightly pruning(int number, JobState state) {
    attempts.add(new JobAttempt("Prune", number, 1, Instant.EPOCH, state));
    return this;
  }

  UpkeepView at(String now) {
    return new UpkeepView(
        environment,
        backups,
        plans,
        restores,
        new JobAttempts(attempts),
        busy,
        "slipway:test",
        Instant.parse(now));
  }
}
