package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.PreviewSummary;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.api.status.StepState;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.check.JobsSeen;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.ServiceSeen;
import dev.slipway.controllers.quiesce.WorkloadSeen;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A release as one pass sees it, built up from what a test is about. */
final class ReleaseFixtures {
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private final MigrationPlan plan = read("release.yaml", MigrationPlan.class);
  private final AppEnvironment target = read("production.yaml", AppEnvironment.class);
  private final List<AppEnvironment> sources =
      new ArrayList<>(List.of(read("development.yaml", AppEnvironment.class)));
  private final List<StepStatus> steps = new ArrayList<>();
  private final List<JobAttempt> attempts = new ArrayList<>();
  private final List<WorkloadSeen> workloads = new ArrayList<>();
  private final List<ServiceSeen> services = new ArrayList<>();
  private final List<AppEnvironment> upstream = new ArrayList<>();
  private final List<RecordedObject> recorded = new ArrayList<>();
  private final List<CronJob> cronJobs = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, Integer> workers = new HashMap<>();
  private PlanPhase phase = PlanPhase.PENDING;
  private @Nullable String resolvedNonce;
  private @Nullable Backup backup;
  private Surroundings around = Surroundings.NONE;
  private Optional<Lease> lock = Optional.empty();
  private Instant now = NOW;
  private @Nullable PreviewSummary preview;

  static ReleaseFixtures aRelease() {
    return new ReleaseFixtures();
  }

  /** Those of a release from one environment. */
  static List<PhasedStep> stepsOf(Route route) {
    return route.steps(read("release.yaml", MigrationPlan.class).getSpec());
  }

  static <T> T read(String resource, Class<T> kind) {
    return YAML.unmarshal(
        requireNonNull(ReleaseFixtures.class.getResourceAsStream(resource)), kind);
  }

  /** Changes fields of the plan's spec, as a user does with a merge patch. */
  ReleaseFixtures spec(Map<String, Object> fields) {
    plan.setSpec(YAML.convertValue(merged(plan.getSpec(), fields), plan.getSpec().getClass()));
    return this;
  }

  /** Changes fields of the target's spec. */
  ReleaseFixtures target(Map<String, Object> fields) {
    target.setSpec(
        YAML.convertValue(merged(target.getSpec(), fields), target.getSpec().getClass()));
    return this;
  }

  ReleaseFixtures at(Instant time) {
    now = time;
    return this;
  }

  /** The preview was made, and says for how long the app will be closed. */
  ReleaseFixtures previewed(String digest, String closedForAbout) {
    preview = new PreviewSummary(digest, null, 1L, 2L, 3L, 4L, 0, closedForAbout);
    return this;
  }

  /** What workers have seen of the target, and of the environment that comes before it. */
  ReleaseFixtures seenAs(Map<String, Object> ours, Map<String, Object> theirs) {
    target.setStatus(withFacts(ours));
    var staging = read("production.yaml", AppEnvironment.class);
    staging.getMetadata().setName("crm-staging");
    staging.getMetadata().setNamespace("crm-staging");
    staging.setStatus(withFacts(theirs));
    upstream.add(staging);
    return this;
  }

  private AppEnvironmentStatus withFacts(Map<String, Object> facts) {
    var status = Map.<String, Object>of("facts", facts);
    return YAML.convertValue(status, AppEnvironmentStatus.class);
  }

  ReleaseFixtures unenforced(String... why) {
    around = new Surroundings(List.of(why), around.unheld(), around.rivals());
    return this;
  }

  /** Nothing keeps others from opening what is closed. */
  ReleaseFixtures unheld() {
    around = new Surroundings(around.unenforced(), List.of("no policy"), around.rivals());
    return this;
  }

  /** Somebody has applied this field of the app's Deployment or Service. */
  ReleaseFixtures applied(String kind, String field, String manager) {
    var json =
        """
        {"metadata": {"name": "crm", "uid": "uid-KIND", "managedFields": [{"manager": "MANAGER",
          "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {"f:FIELD": {}}}}]},
         "spec": {"selector": SELECTOR}}
        """
            .replace("MANAGER", manager)
            .replace("KIND", kind)
            .replace("FIELD", field);
    if (kind.equals("Service")) {
      var service = YAML.unmarshal(json.replace("SELECTOR", "{\"app\": \"crm\"}"), Service.class);
      services.add(new ServiceSeen("crm", Optional.of(service), Optional.empty()));
    } else {
      var spec = json.replace("SELECTOR", "{\"matchLabels\": {\"app\": \"crm\"}}");
      var deployment = YAML.unmarshal(spec, Deployment.class);
      var labels = Map.of("app", "crm");
      workloads.add(new WorkloadSeen.Scalable(deployment, 2, 2, true, labels, List.of()));
    }
    return this;
  }

  /** Another plan for the same target, as a user writes its spec, in this phase. */
  ReleaseFixtures rival(String name, String created, PlanPhase phase, Map<String, Object> fields) {
    var rival = read("release.yaml", MigrationPlan.class);
    rival.getMetadata().setName(name);
    rival.getMetadata().setUid("uid-" + name);
    rival.getMetadata().setCreationTimestamp(created);
    rival.setSpec(YAML.convertValue(merged(rival.getSpec(), fields), rival.getSpec().getClass()));
    return beside(rival, Map.of("phase", phase));
  }

  /** Another plan for this target, and what it says of itself. */
  ReleaseFixtures beside(String target, Map<String, Object> status) {
    var other = read("release.yaml", MigrationPlan.class);
    other.setSpec(
        YAML.convertValue(
            merged(other.getSpec(), Map.of("target", target)), other.getSpec().getClass()));
    return beside(other, status);
  }

  private ReleaseFixtures beside(MigrationPlan other, Map<String, Object> status) {
    other.setStatus(YAML.convertValue(status, MigrationPlanStatus.class));
    around =
        new Surroundings(
            around.unenforced(),
            around.unheld(),
            Stream.concat(around.rivals().stream(), Stream.of(other)).toList());
    return this;
  }

  /** Somebody has deleted the plan, which waits until nothing is left to be undone. */
  ReleaseFixtures deleted() {
    plan.getMetadata().setDeletionTimestamp(NOW.toString());
    return this;
  }

  ReleaseFixtures created(String time) {
    plan.getMetadata().setCreationTimestamp(time);
    return this;
  }

  /** Another release holds the target. */
  ReleaseFixtures lockedBy(String holder) {
    lock =
        Optional.of(
            new LeaseBuilder()
                .withNewMetadata()
                .withName("slipway-crm-prod")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("MigrationPlan/" + holder + "/uid-" + holder)
                .endSpec()
                .build());
    return this;
  }

  ReleaseFixtures withoutHealth() {
    var fields = new HashMap<String, Object>();
    fields.put("health", null);
    return target(fields);
  }

  ReleaseFixtures withoutSource() {
    sources.clear();
    return this;
  }

  /** Each in a namespace of its own, where they all have one name. */
  ReleaseFixtures sources(String... namespaces) {
    sources.clear();
    for (var namespace : namespaces) {
      var source = read("development.yaml", AppEnvironment.class);
      source.getMetadata().setNamespace(namespace);
      source.getMetadata().setUid("uid-" + namespace);
      sources.add(source);
    }
    var references =
        Stream.of(namespaces).map(it -> Map.of("namespace", it, "name", "crm-dev")).toList();
    return spec(Map.of("source", Map.of("environments", references)));
  }

  /** One more, whose owners let nobody have it. */
  ReleaseFixtures sourceWithoutConsent(String namespace) {
    var all =
        Stream.concat(
            sources.stream().map(it -> it.getMetadata().getNamespace()), Stream.of(namespace));
    sources(all.toArray(String[]::new));
    var last = sources.getLast();
    var fields = merged(last.getSpec(), Map.of("consumers", List.of()));
    last.setSpec(YAML.convertValue(fields, last.getSpec().getClass()));
    return this;
  }

  /** The target was released into before. */
  ReleaseFixtures runs(String file) {
    var fields = merged(target.getStatus(), Map.of("currentFile", file));
    target.setStatus(YAML.convertValue(fields, AppEnvironmentStatus.class));
    return this;
  }

  /** The plan has been changed so often. */
  ReleaseFixtures generation(long number) {
    plan.getMetadata().setGeneration(number);
    return this;
  }

  /** The journal remembers that a worker did this step. */
  ReleaseFixtures workedAt(String step, int attempt) {
    workers.put(step, attempt);
    return this;
  }

  ReleaseFixtures in(PlanPhase now) {
    phase = now;
    return this;
  }

  /** Every step before this one is settled, on the way on which it is. */
  ReleaseFixtures before(String step) {
    for (var phased : wayTo(step).toList()) {
      if (phased.name().equals(step)) {
        phase = phased.phase();
        return this;
      }
      // most targets run another file
      step(
          phased.name(),
          phased.name().equals(CheckCurrentFile.STEP) ? StepState.NOT_NEEDED : StepState.DONE);
    }
    throw new IllegalArgumentException("no step " + step);
  }

  private Stream<PhasedStep> wayTo(String step) {
    var back = Route.BACK.steps(plan.getSpec());
    var isBack = back.stream().anyMatch(it -> it.name().equals(step));
    return Stream.concat(
        Route.FORWARD.steps(plan.getSpec()).stream(), isBack ? back.stream() : Stream.empty());
  }

  /** This step is being carried out; all before it are settled. */
  ReleaseFixtures at(String step) {
    return before(step).step(step, StepState.RUNNING);
  }

  /** The same, and the step has said this when it was asked before. */
  ReleaseFixtures at(String step, String note) {
    at(step);
    steps.removeLast();
    steps.add(new StepStatus(step, StepState.RUNNING, null, NOW.minusSeconds(60), null, note));
    return this;
  }

  /** The same, and the step is asked for the first time. */
  ReleaseFixtures atOnce(String step) {
    before(step);
    steps.add(new StepStatus(step, StepState.RUNNING, null, NOW, null, null));
    return this;
  }

  /** A step that was done some time ago, with this note; by a worker, where it has an attempt. */
  ReleaseFixtures done(String name, @Nullable Integer attempt, String note, Instant at) {
    var done = new StepStatus(name, StepState.DONE, attempt, at, at, note);
    steps.replaceAll(it -> it.name().equals(name) ? done : it);
    return this;
  }

  ReleaseFixtures step(String name, StepState state) {
    steps.removeIf(it -> it.name().equals(name));
    steps.add(new StepStatus(name, state, null, NOW.minusSeconds(60), null, "so far"));
    return this;
  }

  ReleaseFixtures attempt(String step, int number, JobState state) {
    attempts.add(new JobAttempt(step, number, 1, NOW, state));
    return this;
  }

  /** The app's Service leads where it led before, though it was closed. */
  ReleaseFixtures openedBySomebody() {
    var selector = Map.of("app", "crm");
    var service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("crm")
            .withUid("uid-service")
            .endMetadata()
            .withNewSpec()
            .withSelector(selector)
            .endSpec()
            .build();
    services.add(new ServiceSeen("crm", Optional.of(service), Optional.empty()));
    recorded.add(
        new RecordedObject("Service", "crm", "uid-service", null, null, null, null, selector));
    return this;
  }

  /** A Service that is closed, with these ports, the name of each before its number. */
  ReleaseFixtures closed(String name, Map<String, Integer> ports) {
    var selector = Map.of("app", "crm");
    var service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(name)
            .withUid("uid-" + name)
            .endMetadata()
            .withNewSpec()
            .withSelector(selector)
            .withPorts(
                ports.entrySet().stream()
                    .map(it -> new ServicePort(null, it.getKey(), null, it.getValue(), "TCP", null))
                    .toList())
            .endSpec()
            .build();
    services.add(new ServiceSeen(name, Optional.of(service), Optional.empty()));
    recorded.add(
        new RecordedObject("Service", name, "uid-" + name, null, null, null, null, selector));
    return this;
  }

  ReleaseFixtures cronJob(String name, boolean suspend) {
    var yaml =
        """
        metadata: {name: NAME, namespace: crm-prod}
        spec:
          schedule: "0 0 * * *"
          suspend: SUSPEND
          jobTemplate: {spec: {template: {spec: {containers: [{name: smoke, image: crm/smoke:1}]}}}}
        """;
    cronJobs.add(
        YAML.unmarshal(
            yaml.replace("NAME", name).replace("SUSPEND", String.valueOf(suspend)), CronJob.class));
    return this;
  }

  /** A Job that was begun has come to this. */
  ReleaseFixtures job(Job begun, String condition) {
    var yaml =
        "status: {conditions: [{type: TYPE, status: \"True\", reason: Because, message: so it"
            + " is}]}";
    begun.setStatus(YAML.unmarshal(yaml.replace("TYPE", condition), Job.class).getStatus());
    jobs.add(begun);
    return this;
  }

  /** The plan's Backup claims this of itself. */
  ReleaseFixtures backupThatSays(String condition) {
    var yaml =
        """
        metadata: {name: before}
        spec: {environment: crm-prod}
        status:
          location: crm-prod/1
          conditions:
            - {type: TYPE, status: "True", reason: Because, message: so it is, lastTransitionTime: "2026-11-21T08:00:00Z"}
        """;
    backup = YAML.unmarshal(yaml.replace("TYPE", condition), Backup.class);
    backup.getMetadata().setLabels(Map.of(Labels.RUN, plan.getMetadata().getUid()));
    return this;
  }

  /** Its name is the plan's, and it was made for something else. */
  ReleaseFixtures anothersBackup() {
    backupThatSays("Complete");
    requireNonNull(backup).getMetadata().setLabels(Map.of(Labels.RUN, "another"));
    return this;
  }

  /** Staging proves the file since then, and lets production have it. */
  ReleaseFixtures validatedUpstream(Instant since) {
    upstream.add(
        YAML.unmarshal(
            """
            metadata: {name: crm-staging, namespace: crm-staging, uid: staging}
            spec: {app: crm, stage: Staging, consumers: [{namespace: crm-prod, may: [Promote]}]}
            status: {validated: [{digest: "FILE", since: "SINCE"}]}
            """
                .replace("FILE", FILE)
                .replace("SINCE", since.toString()),
            AppEnvironment.class));
    return this;
  }

  /** The target runs this file. */
  ReleaseFixtures running(String file, boolean validated, boolean drifted) {
    var yaml =
        """
        metadata: {name: crm-prod}
        status:
          currentFile: "CURRENT"
          validated: VALIDATED
          conditions:
            - {type: Drifted, status: "DRIFTED", reason: Because, message: so it is, lastTransitionTime: "2026-11-21T08:00:00Z"}
        """;
    target.setStatus(
        YAML.unmarshal(
                yaml.replace("VALIDATED", validated ? "[{digest: 'CURRENT'}]" : "[]")
                    .replace("CURRENT", file)
                    .replace("DRIFTED", drifted ? "True" : "False"),
                AppEnvironment.class)
            .getStatus());
    return this;
  }

  /** The same, of an environment that runs this file. */
  static AppEnvironmentStatus running(AppEnvironmentStatus status, String file) {
    return YAML.convertValue(
        merged(status, Map.of("currentFile", file)), AppEnvironmentStatus.class);
  }

  /** And there is nothing amiss with it. */
  ReleaseFixtures ready() {
    var well = read("production.yaml", AppEnvironment.class).getStatus().conditions();
    var fields = merged(target.getStatus(), Map.of("conditions", well));
    target.setStatus(YAML.convertValue(fields, AppEnvironmentStatus.class));
    return this;
  }

  ReleaseFixtures resolved(String nonce) {
    resolvedNonce = nonce;
    return this;
  }

  ReleaseView view() {
    plan.setStatus(
        new MigrationPlanStatus(
            List.of(),
            1L,
            phase,
            null,
            null,
            null,
            FILE,
            List.of(),
            preview,
            List.of(),
            null,
            steps.stream().map(this::byItsWorker).toList(),
            null,
            new QuiesceRecord(recorded, NOW),
            null,
            null,
            null,
            List.of(),
            resolvedNonce,
            null,
            null,
            null,
            null));
    return new ReleaseView(
        plan,
        null,
        new App(target, workloads, services, lock),
        new SourceSeen(sources, null),
        upstream,
        new JobAttempts(attempts),
        backup,
        around,
        new JobsSeen(cronJobs, jobs),
        "slipway:test",
        now);
  }

  private StepStatus byItsWorker(StepStatus step) {
    var attempt = workers.get(step.name());
    return attempt == null
        ? step
        : new StepStatus(
            step.name(), step.state(), attempt, step.startedAt(), step.finishedAt(), step.note());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> merged(Object spec, Map<String, Object> fields) {
    var all = (Map<String, Object>) YAML.convertValue(spec, Map.class);
    all.putAll(fields);
    return all;
  }
}
