package dev.slipway.controllers.release;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Releases of one app on a real API server, with the workers' parts played. */
final class PlayedRelease {
  static final String FILE = "sha256:" + "ab".repeat(32);
  static final String PREVIEW = "sha256:" + "cd".repeat(32);

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant THEN = Instant.parse("2026-11-21T09:00:00Z");

  private final OperatorBench bench;
  private final String app;
  private HasMetadata development = new AppEnvironment();
  private HasMetadata target = new AppEnvironment();

  /**
   * @param app whose environments are APP-dev and APP-prod
   */
  PlayedRelease(OperatorBench bench, String app) {
    this.bench = bench;
    this.app = app;
  }

  /** What it consists of, and both environments of its chain, seen and ready. */
  void createChain() {
    createDevelopment();
    var production = ReleaseFixtures.read("production.yaml", AppEnvironment.class);
    production.getMetadata().setNamespace(null);
    production.getMetadata().setUid(null);
    production.setStatus(null);
    target = createReady(production);
  }

  /** What it consists of, and where it is built, seen and ready. */
  void createDevelopment() {
    Crm.objects().forEach(it -> bench.create(ofThisApp(it)));
    var environment = Crm.environment();
    environment.getMetadata().setName("crm-dev");
    development = createReady(environment);
  }

  private HasMetadata createReady(AppEnvironment environment) {
    var made = bench.create(ofThisApp(environment));
    end(made, "Observe", observation());
    bench.await(made, "Ready", ConditionStatus.TRUE);
    return made;
  }

  /** What a worker sees of an environment of this app. */
  Observation observation() {
    return new Observation("17.11", "7301", app.hashCode(), 1_300_000_000, 12);
  }

  private HasMetadata ofThisApp(HasMetadata object) {
    var yaml = SlipwaySerialization.create().asYaml(object).replace("crm", app);
    return SlipwaySerialization.create().unmarshal(yaml, object.getClass());
  }

  AppEnvironment development() {
    return (AppEnvironment) development;
  }

  /** The one that is released into. */
  AppEnvironment environment() {
    return (AppEnvironment) target;
  }

  /**
   * @param more lines of its spec
   */
  MigrationPlan create(String name, String more) {
    return createInto(app + "-prod", name, more);
  }

  MigrationPlan createInto(String environment, String name, String more) {
    var yaml =
        """
        apiVersion: slipway.dev/v1alpha1
        kind: MigrationPlan
        metadata: {name: NAME}
        spec:
          target: TARGET
          source: {environments: [{namespace: SPACE, name: APP-dev}]}
          validation: [{name: front-page, http: {path: /, expectBody: Welcome}}]
        """
            .replace("NAME", name)
            .replace("TARGET", environment)
            .replace("APP", app)
            .replace("SPACE", bench.namespace());
    return bench.create(SlipwaySerialization.create().unmarshal(yaml + more, MigrationPlan.class));
  }

  MigrationPlan previewed(String name, String more) {
    var plan = create(name, more);
    end(plan, "Build", new Built(FILE, 1000, 3, 30));
    end(plan, "Preview", new Previewed(PREVIEW, "s3://releases/p.json", 1, 2, 3, 4, 1));
    bench.awaitPhase(plan, "WaitingForApproval");
    return plan;
  }

  MigrationPlan approved(String name, String more) {
    var plan = previewed(name, more);
    approve(plan);
    return plan;
  }

  void approve(MigrationPlan plan) {
    bench.edit(
        plan, "{\"spec\": {\"approval\": {\"preview\": \"" + PREVIEW + "\", \"by\": \"admin\"}}}");
  }

  void closeAndBackUp(MigrationPlan plan) {
    end(plan, "RaiseFence", new Fenced(true, 2));
    backUp(plan);
  }

  /** Ends the worker of the Backup that the plan makes. */
  void backUp(MigrationPlan plan) {
    end(
        awaitBackup(plan),
        "BackUp",
        new BackedUp("crm-prod/1", 10, 10, List.of(), THEN, THEN, THEN, "17.11", 17));
  }

  /** The one that the plan makes. */
  Backup awaitBackup(MigrationPlan plan) {
    bench.awaitPhase(plan, "BackingUp");
    Await.until("the plan's Backup", LIMIT, () -> bench.get(plan).getStatus().backup() != null);
    var backup = new Backup();
    backup.getMetadata().setName(bench.get(plan).getStatus().backup());
    backup.getMetadata().setNamespace(bench.namespace());
    Await.until("the Backup to be there", LIMIT, () -> bench.get(backup) != null);
    return bench.get(backup);
  }

  void end(HasMetadata wanting, String step, WorkResult result) {
    bench.endWorker(wanting.getMetadata().getUid(), step, 1, WorkReport.done("done", result));
  }

  void fail(HasMetadata wanting, String step, FailureCode code, String why) {
    bench.endWorker(wanting.getMetadata().getUid(), step, 1, WorkReport.failed(code, why));
  }
}
