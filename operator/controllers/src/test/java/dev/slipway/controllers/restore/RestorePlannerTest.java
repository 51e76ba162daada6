package dev.slipway.controllers.restore;

import static dev.slipway.controllers.restore.RestoreFixtures.NOW;
import static dev.slipway.controllers.restore.RestoreFixtures.aRestore;
import static dev.slipway.controllers.restore.RestoreFixtures.read;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.RunAs;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.Progress;
import dev.slipway.api.status.StepState;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.SecretMount;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.FenceOrder;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.engine.order.WorkReport;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RestorePlannerTest {
  private static final JobState RUNNING = new Running("the worker");
  private static final JobState LOST = new Lost("WorkerFailed", "gone", NOW.minusSeconds(600));
  private static final Map<String, Object> ABORT = Map.of("abort", true);

  private final RestorePlanner planner = new RestorePlanner();

  static Stream<PhasedStep> forwardSteps() {
    return Route.FORWARD.steps().stream();
  }

  static Stream<PhasedStep> allSteps() {
    return Arrays.stream(Route.values()).flatMap(route -> route.steps().stream());
  }

  @Test
  void everyStepHasANameOfItsOwn() {
    assertThat(allSteps().map(PhasedStep::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("forwardSteps")
  void entersEveryStepIntoTheJournalBeforeItDoesAnything(PhasedStep step) {
    var decision = planner.next(aRestore().before(step.name()).view());

    assertThat(decision.step()).isEqualTo(step.name());
    assertThat(decision.phase()).isEqualTo(step.phase());
    if (decision.result() instanceof NotNeeded) {
      assertThat(decision.journal().isSettled(step.name())).isTrue();
      return;
    }
    assertThat(decision.result()).isEqualTo(new Done(step.name() + " begins"));
    assertThat(decision.journal().hasBegun(step.name())).isTrue();
  }

  /** What is in the way before anything is touched. */
  static Stream<Arguments> obstacles() {
    return Stream.of(
        Arguments.of(aRestore().withoutTarget(), "FindTarget", "EnvironmentMissing"),
        Arguments.of(aRestore().forbidden("no"), "FindTarget", "NotGranted"),
        Arguments.of(aRestore(), "FindTarget", "EnvironmentNotReady"),
        Arguments.of(aRestore().readyTarget().backup(null), "FindBackup", "BackupMissing"),
        Arguments.of(
            aRestore().backup(backup("\"environment\": \"hr\"")),
            "FindBackup",
            "BackupOfAnotherEnvironment"),
        Arguments.of(aRestore().backup(unfinished()), "FindBackup", "BackupIncomplete"));
  }

  @ParameterizedTest
  @MethodSource("obstacles")
  void waitsForPeopleBeforeAnythingIsTouched(
      RestoreFixtures fixture, String step, String expected) {
    var decision = planner.next(fixture.at(step).view());

    assertThat(decision.result())
        .isInstanceOfSatisfying(
            Stall.class, stall -> assertThat(stall.reason()).isEqualTo(expected));
    assertThat(decision.phase()).isEqualTo(RestorePhase.PREFLIGHT);
  }

  @Test
  void closesNothingForACheckWhoseCronJobIsMissing() {
    var decision = planner.next(aRestore().readyTarget().smoke(false).at("FindTarget").view());

    assertThat(decision.result())
        .isInstanceOfSatisfying(
            Stall.class,
            stall -> {
              assertThat(stall.reason()).isEqualTo("ReferenceMissing");
              assertThat(stall.message()).contains("CronJob crm-smoke", "is not there");
            });
  }

  @ParameterizedTest
  @CsvSource({
    // what the Job says, where the restore is then, and how it puts that
    "Complete, VALIDATING, every Job has succeeded: flows",
    "Failed, NEEDS_ATTENTION, so it is",
    "Suspended, VALIDATING, waiting for Job",
  })
  void takesTheWordOfAJobForIt(String condition, RestorePhase expected, String words) {
    var begun = createdBy(planner.next(aRestore().smoke(true).at("RunJobs").view()));
    var seen = aRestore().smoke(true).job(begun, condition).at("RunJobs").view();

    var decision = planner.next(seen);

    assertThat(decision.phase()).isEqualTo(expected);
    assertThat(decision.result().inWords()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({"Suspended, true", "Failed, false"})
  void endsAJobThatIsStillAtItBeforeUsersAreBack(String condition, boolean isEnded) {
    var begun = createdBy(planner.next(aRestore().smoke(true).at("RunJobs").view()));
    var seen =
        aRestore()
            .smoke(true)
            .job(begun, condition)
            .in(RestorePhase.REOPENING)
            .step("LowerLastFence", StepState.DONE)
            .step("EndJobs", StepState.RUNNING)
            .view();

    var result = planner.next(seen).result();

    assertThat(result instanceof Act act && act.action() instanceof Action.Delete)
        .isEqualTo(isEnded);
  }

  @ParameterizedTest
  @CsvSource({"DONE, COMPLETE", "FAILED, FAILED"})
  void isCompleteOnlyWhereItsJobsHaveSucceeded(StepState jobs, RestorePhase expected) {
    var fixture = aRestore().smoke(true).before("RunJobs").step("RunJobs", jobs);
    Route.OUT.steps().forEach(it -> fixture.step(it.name(), StepState.DONE));

    assertThat(planner.next(fixture.in(RestorePhase.REOPENING).view()).phase()).isEqualTo(expected);
  }

  private static Job createdBy(Decision decision) {
    return decision.result() instanceof Act(Action.Create(Job job), _)
        ? job
        : fail("no Job begins: " + decision.result().inWords());
  }

  /** What goes to another environment, and why it does not. */
  static Stream<Arguments> waysElsewhere() {
    var here = Map.<String, Object>of();
    var consent =
        Map.<String, Object>of(
            "consumers", List.of(Map.of("namespace", "crm-dev", "may", List.of("RestoreBackups"))));
    var otherConsent =
        Map.<String, Object>of(
            "consumers",
            List.of(
                Map.of("namespace", "crm-dev", "may", List.of("Promote")),
                Map.of("namespace", "hr", "may", List.of("RestoreBackups"))));
    return Stream.of(
        Arguments.of("crm-dev", here, ""),
        Arguments.of("crm-prod", consent, ""),
        Arguments.of("crm-prod", here, "NotConsented"),
        Arguments.of("crm-prod", otherConsent, "NotConsented"));
  }

  @ParameterizedTest
  @MethodSource("waysElsewhere")
  void bringsABackupElsewhereOnlyWithConsent(
      String namespace, Map<String, Object> origin, String reason) {
    var result =
        planner.next(aRestore().independent(namespace, origin).at("FindBackup").view()).result();

    if (reason.isEmpty()) {
      assertThat(result).isInstanceOf(Done.class);
    } else {
      assertThat(((Stall) result).reason()).isEqualTo(reason);
      assertThat(((Stall) result).message()).contains("consumers", "crm-dev", "RestoreBackups");
    }
  }

  @Test
  void opensABackupOfAnotherNamespaceWithSecretsOfItsOwnNamespace() {
    var view =
        aRestore()
            .independent("crm-prod", withStore("https://s3.example", "theirs", "theirs-s3"))
            .at("RestoreData")
            .view();

    var job = jobIn(planner.next(view));
    var order = (RestoreOrder) job.order();

    assertThat(requireNonNull(order.source()).bucket()).isEqualTo("theirs");
    assertThat(job.secrets()).extracting(SecretMount::secret).doesNotContain("theirs-s3");
    assertThat(order.independent()).isTrue();
    assertThat(order.backups().bucket()).isNotEqualTo("theirs");
  }

  @Test
  void opensABackupOfItsOwnNamespaceAsItsEnvironmentDoes() {
    var view =
        aRestore()
            .independent("crm-dev", withStore("https://elsewhere.example", "theirs", "theirs-s3"))
            .at("RestoreData")
            .view();

    assertThat(jobIn(planner.next(view)).secrets())
        .extracting(SecretMount::secret)
        .contains("theirs-s3");
  }

  @Test
  void doesNotGiveItsCredentialsToAnotherService() {
    var fields = new HashMap<>(withStore("https://elsewhere.example", "theirs", "theirs-s3"));
    fields.put("consumers", List.of(Map.of("namespace", "*", "may", List.of("RestoreBackups"))));

    var result =
        planner.next(aRestore().independent("crm-prod", fields).at("FindBackup").view()).result();

    assertThat(((Stall) result).reason()).isEqualTo("StoreElsewhere");
  }

  @Test
  void opensAPlaceInAStoreWithTheSecretsThatItNames() {
    var place =
        Map.of(
            "endpoint", "https://s3.example",
            "bucket", "old",
            "prefix", "crm/crm-prod/4f1c/",
            "credentialsSecret", Map.of("name", "old-s3"));
    var encryption =
        Map.of("recipients", List.of("age1x"), "identitySecret", Map.of("name", "id", "key", "k"));
    var spec =
        Map.<String, Object>of(
            "backup", Map.of("location", Map.of("s3", place, "encryption", encryption)));
    var fixture = aRestore().backup(null).spec(spec);

    var found = planner.next(fixture.at("FindBackup").view()).result();
    var job = jobIn(planner.next(fixture.at("RestoreData").view()));
    var order = (RestoreOrder) job.order();

    assertThat(found).isInstanceOf(Done.class);
    assertThat(order.location()).isEqualTo("4f1c");
    var source = requireNonNull(order.source());
    assertThat(source.prefix()).isEqualTo("crm/crm-prod/");
    assertThat(requireNonNull(source.encryption()).identityFile()).endsWith("/k");
    assertThat(order.lossAcceptedSince()).isNotNull();
    assertThat(job.secrets()).extracting(SecretMount::secret).contains("old-s3", "id");
  }

  /** From which stage a backup goes to which, and whether it is silenced. */
  @ParameterizedTest
  @CsvSource({
    "Production, Staging, false, true",
    "Production, Development, false, true",
    "Production, Production, false, false",
    "Staging, Development, false, false",
    "Production, Staging, true, false"
  })
  void silencesACopyOfProduction(String from, String to, boolean allowed, boolean silenced) {
    var view =
        aRestore()
            .target(Map.of("stage", to))
            .independent("crm-dev", Map.of("stage", from))
            .spec(Map.of("allowOutgoingEffects", allowed))
            .at("CheckBackup")
            .view();

    var order = (RestoreOrder) jobIn(planner.next(view)).order();

    assertThat(order.silenced()).isEqualTo(silenced);
    assertThat(order.onlyAsk()).isTrue();
    assertThat(order.storage()).isEmpty();
  }

  @Test
  void bringsFilesToTheOneClaimThatIsThere() {
    var view =
        aRestore()
            .target(Map.of("storage", List.of(Map.of("claim", "copy-storage"))))
            .independent("crm-dev", Map.of("storage", List.of(Map.of("claim", "crm-storage"))))
            .at("RestoreData")
            .view();

    var job = jobIn(planner.next(view));

    assertThat(((RestoreOrder) job.order()).storage())
        .extracting(StorageMount::claim)
        .containsExactly("crm-storage");
    assertThat(job.claims()).extracting(it -> it.storage().claim()).containsExactly("copy-storage");
  }

  @Test
  void leavesNoFilesBehindUnsaid() {
    var view =
        aRestore()
            .independent("crm-dev", Map.of("storage", List.of(Map.of("claim", "crm-storage"))))
            .target(Map.of("storage", List.of()))
            .at("FindBackup")
            .view();

    assertThat(((Stall) planner.next(view).result()).reason()).isEqualTo("ClaimsDiffer");
  }

  @Test
  void asksNothingOfAnEmptyTarget() {
    var loss =
        planner.next(aRestore().independent("crm-dev", Map.of()).at("AcceptDataLoss").view());
    var safety =
        planner.next(aRestore().independent("crm-dev", Map.of()).at("SafetyBackup").view());

    assertThat(List.of(loss, safety))
        .allSatisfy(it -> assertThat(it.result()).isInstanceOf(NotNeeded.class));
  }

  @Test
  void startsAnAppThatWaitedForItsData() {
    var fixture =
        aRestore()
            .independent("crm-dev", Map.of())
            .workload(Crm.appObjects().deployments().getFirst(), 0);

    var before = fixture.at("StopApp").view().recorded();
    var after = fixture.at("StartApp").view().recorded();

    assertThat(before.recorded().getFirst().replicas()).isZero();
    assertThat(after.recorded().getFirst().replicas()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"None, 1", "Database, 0"})
  void acceptsWhoIsConnectedOnlyWhereNobodyWantsAFence(String fence, int accepted) {
    var view =
        aRestore().target(Map.of("quiesce", Map.of("fence", fence))).at("RestoreData").view();

    assertThat(((RestoreOrder) jobIn(planner.next(view)).order()).accept()).hasSize(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T07:59:59Z, true",
    "2026-11-21T08:00:00Z, true",
    "2026-11-21T08:00:01Z, false",
    ", false"
  })
  void asksWhetherWhatWasWrittenSinceMayGo(String accepted, boolean goesOn) {
    var spec = new HashMap<String, Object>();
    spec.put("acceptDataLossSince", accepted);

    var result = planner.next(aRestore().spec(spec).at("AcceptDataLoss").view()).result();

    assertThat(result).isInstanceOf(goesOn ? Done.class : Stall.class);
    if (result instanceof Stall(var reason, var message, _)) {
      assertThat(reason).isEqualTo("DataLossNotAccepted");
      assertThat(message).contains("spec.acceptDataLossSince: \"2026-11-21T08:00:00Z\"");
    }
  }

  @Test
  void restoresFilesWithTheDatabase() {
    var storage = Map.<String, Object>of("storage", List.of(Map.of("claim", "crm-storage")));
    var withFiles = aRestore().target(storage).at("RestoreData").view();
    var without =
        aRestore().target(storage).spec(Map.of("storage", false)).at("RestoreData").view();
    var ofTheDatabase =
        aRestore()
            .target(storage)
            .backup(backup("\"scope\": \"Database\""))
            .at("RestoreData")
            .view();

    var job = jobIn(planner.next(withFiles));
    var order = (RestoreOrder) job.order();

    assertThat(order.location()).isEqualTo("crm/uid/1");
    assertThat(order.storage()).extracting(StorageMount::claim).containsExactly("crm-storage");
    assertThat(job.claims()).noneMatch(claim -> claim.readOnly());
    assertThat(((RestoreOrder) jobIn(planner.next(without)).order()).storage()).isEmpty();
    assertThat(((RestoreOrder) jobIn(planner.next(ofTheDatabase)).order()).storage()).isEmpty();
  }

  @Test
  void restoresFilesAsTheUserWhoseTheyAre() {
    var storage = Map.<String, Object>of("storage", List.of(Map.of("claim", "crm-storage")));
    var app = Crm.appObjects().deployments().getFirst();

    var job =
        jobIn(planner.next(aRestore().target(storage).workload(app, 0).at("RestoreData").view()));

    assertThat(job.runAs()).isEqualTo(new RunAs(1001L, 1002L, 1003L));
  }

  @Test
  void refusesFilesThatNoSingleUserCanWrite() {
    var storage = Map.<String, Object>of("storage", List.of(Map.of("claim", "crm-storage")));
    var app = Crm.appObjects().deployments().getFirst();
    var another = new DeploymentBuilder(app).build();
    another.getSpec().getTemplate().getSpec().getSecurityContext().setRunAsUser(7L);

    var decision =
        planner.next(
            aRestore()
                .target(storage)
                .workload(app, 0)
                .workload(another, 0)
                .at("FindBackup")
                .view());

    assertThat(((Stall) decision.result()).reason()).isEqualTo("ClaimNotReadable");
  }

  @Test
  void hasTheIdentityWhereSomethingIsDecrypted() {
    var job = jobIn(planner.next(aRestore().encrypted().at("RestoreData").view()));

    var encryption = requireNonNull(((RestoreOrder) job.order()).backups().encryption());
    assertThat(encryption.identityFile())
        .isEqualTo("/etc/slipway/secrets/backups-identity/identity");
    assertThat(job.secrets()).contains(new SecretMount("backups-identity", "crm-backup-identity"));
  }

  @Test
  void tellsHowFarItsWorkerIs() {
    var halfway = new Progress(5L, 10L, "tables", null, "5/10 tables");
    var running = new Running("the worker", halfway, null);
    var seen = aRestore().at("RestoreData").attempt("RestoreData", 1, running).view();

    var status = new RestoreStatuses(seen, planner.next(seen)).status();

    assertThat(status.progress()).isEqualTo(halfway);
    assertThat(status.waitingFor()).isEqualTo("the worker");
  }

  @Test
  void looksAtTheAppWithItsHealthAndTheChecksOfTheRestore() {
    var order = (CheckOrder) jobIn(planner.next(aRestore().at("CheckHealth").view())).order();

    assertThat(order.health()).isNotNull();
    assertThat(order.sql()).extracting(CheckOrder.SqlProbe::name).containsExactly("orders");
  }

  @Test
  void backsTheTargetUpFirst() {
    var decision = planner.next(aRestore().at("SafetyBackup").view());

    var made = (Backup) ((Action.Create) ((Act) decision.result()).action()).object();
    assertThat(made.getMetadata().getName()).isEqualTo("crm-back-safety-1b2c");
    assertThat(made.getMetadata().getLabels()).containsEntry("slipway.dev/backup-reason", "Safety");
    assertThat(made.getMetadata().getOwnerReferences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Complete, 10, SAFETY_BACKUP, true",
    "Reconciling, 10, SAFETY_BACKUP, false",
    "Stalled, 10, SAFETY_BACKUP, false",
    "Stalled, 400, REOPENING, false",
    "Failed, 10, REOPENING, false"
  })
  void goesNoFurtherThanTheSafetyBackup(
      String condition, int seconds, RestorePhase expected, boolean done) {
    var decision =
        planner.next(
            aRestore()
                .at("SafetyBackup")
                .since("SafetyBackup", NOW.minusSeconds(seconds))
                .safetyBackup(condition)
                .view());

    assertThat(decision.phase()).isEqualTo(expected);
    assertThat(decision.journal().isDone("SafetyBackup")).isEqualTo(done);
  }

  @Test
  void needsNoSafetyBackupWhereNobodyWantsOne() {
    var seen = aRestore().spec(Map.of("safetyBackup", "Skip")).at("SafetyBackup").view();

    assertThat(planner.next(seen).result()).isInstanceOf(NotNeeded.class);
  }

  /** Where the restore is, how its workers ended, and where it goes from there. */
  static Stream<Arguments> failures() {
    var refused = failed(FailureCode.BACKUP_DAMAGED);
    var bug = failed(FailureCode.BUG);
    return Stream.of(
        Arguments.of("RaiseFence", List.of(refused), RestorePhase.REOPENING),
        Arguments.of("RestoreData", List.of(refused), RestorePhase.REOPENING),
        Arguments.of("RestoreData", List.of(LOST, refused), RestorePhase.NEEDS_ATTENTION),
        Arguments.of(
            "RestoreData",
            List.of(failed(FailureCode.CONNECTION_LOST), refused),
            RestorePhase.NEEDS_ATTENTION),
        Arguments.of("RestoreData", List.of(bug), RestorePhase.NEEDS_ATTENTION),
        Arguments.of(
            "CheckHealth",
            List.of(failed(FailureCode.VALIDATION_FAILED)),
            RestorePhase.NEEDS_ATTENTION));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void opensTheAppAgainOnlyWhereItsDataIsAsItWas(
      String step, List<JobState> ends, RestorePhase expected) {
    var fixture = aRestore().at(step);
    for (var end : ends) {
      fixture.attempt(step, ends.indexOf(end) + 1, end);
    }

    var decision = planner.next(fixture.view());

    assertThat(decision.result()).isInstanceOf(Fail.class);
    assertThat(decision.phase()).isEqualTo(expected);
    assertThat(decision.journal().hasFailed(step)).isTrue();
  }

  @Test
  void neverGivesUpAskingWhetherItIsRestored() {
    var decision =
        planner.next(aRestore().at("RestoreData").attempt("RestoreData", 50, LOST).view());

    assertThat(jobIn(decision).order().step().attempt()).isEqualTo(51);
  }

  @Test
  void doesNotKeepAnAppClosedThatDoesNotStop() {
    var fixture = aRestore().workload(Crm.appObjects().deployments().getFirst(), 1);

    var soon = planner.next(fixture.at("StopApp").view());
    var late = planner.next(fixture.since("StopApp", NOW.minusSeconds(400)).view());

    assertThat(soon.result()).isInstanceOf(Wait.class);
    assertThat(late.phase()).isEqualTo(RestorePhase.REOPENING);
    assertThat(((Fail) late.result()).reason()).isEqualTo("AppDoesNotStop");
  }

  @Test
  void doesNotKeepAnAppClosedForWhatTheClusterRefuses() {
    var seen = aRestore().at("StopApp").view();
    var decision = new Decision(seen.phase(), "StopApp", new Done(""), seen.journal());

    var refused = planner.refused(decision, seen, "quota exceeded").orElseThrow();

    assertThat(refused.phase()).isEqualTo(RestorePhase.REOPENING);
    assertThat(refused.result())
        .isEqualTo(new Fail("ActionRefused", "the Kubernetes API refused: quota exceeded"));
  }

  @Test
  void opensTheAppWhereTheClusterWillNotHaveTheWorkerThatRestores() {
    var gone = new Lost("WorkerFailed", "gone", NOW);
    var never = aRestore().at("RestoreData").view();
    var perhaps = aRestore().at("RestoreData").attempt("RestoreData", 1, gone).view();

    assertThat(refusedAt("RestoreData", never).phase()).isEqualTo(RestorePhase.REOPENING);
    assertThat(refusedAt("RestoreData", perhaps).phase()).isEqualTo(RestorePhase.NEEDS_ATTENTION);
  }

  private Decision refusedAt(String step, RestoreView seen) {
    var decision = new Decision(seen.phase(), step, new Done(""), seen.journal());
    return planner.refused(decision, seen, "quota exceeded").orElseThrow();
  }

  @Test
  void lowersNoFenceThatNoWorkerCouldRaise() {
    var fixture = aRestore().in(RestorePhase.REOPENING).step("RaiseFence", StepState.FAILED);
    fixture.step("LowerLastFence", StepState.RUNNING);

    assertThat(planner.next(fixture.view()).result()).isInstanceOf(NotNeeded.class);
    assertThat(
            planner
                .next(fixture.attempt("RaiseFence", 1, new Lost("WorkerFailed", "", NOW)).view())
                .result())
        .isInstanceOf(Act.class);
  }

  @Test
  void triesOnWhereTheWayOutIsRefused() {
    var seen = aRestore().at("StopApp").in(RestorePhase.REOPENING).view();
    var decision = new Decision(seen.phase(), "OpenServices", new Done(""), seen.journal());

    assertThat(planner.refused(decision, seen, "no")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "FindTarget, FAILED",
    "LockEnvironment, REOPENING",
    "StopApp, REOPENING",
    "SafetyBackup, REOPENING"
  })
  void turnsBackWhenItIsAborted(String step, RestorePhase expected) {
    var aborted = planner.next(aRestore().spec(ABORT).at(step).view());
    var deleted = planner.next(aRestore().deleted().at(step).view());

    assertThat(List.of(aborted, deleted))
        .allSatisfy(
            decision -> {
              assertThat(decision.phase()).isEqualTo(expected);
              assertThat(((Fail) decision.result()).reason()).isEqualTo("Aborted");
            });
  }

  @Test
  void waitsForTheWorkerThatMayStillRaiseTheFence() {
    var seen = aRestore().spec(ABORT).at("RaiseFence").attempt("RaiseFence", 1, RUNNING).view();

    assertThat(planner.next(seen).result()).isInstanceOf(Wait.class);
    assertThat(planner.next(seen).phase()).isEqualTo(RestorePhase.QUIESCING);
  }

  @Test
  void cannotBeAbortedOnceDataMayBeReplaced() {
    var restoring =
        aRestore().spec(ABORT).at("RestoreData").attempt("RestoreData", 1, RUNNING).view();
    var restored = aRestore().spec(ABORT).before("LowerFence").view();

    assertThat(planner.next(restoring).phase()).isEqualTo(RestorePhase.RESTORING);
    assertThat(planner.next(restored).phase()).isEqualTo(RestorePhase.VALIDATING);
  }

  @ParameterizedTest
  @CsvSource({"RestoreData, RESTORING", "StartApp, REOPENING", "CheckHealth, REOPENING"})
  void opensTheAppBeforeItGoes(String step, RestorePhase expected) {
    var seen = aRestore().deleted().at(step).attempt("RestoreData", 1, RUNNING).view();

    assertThat(planner.next(seen).phase()).isEqualTo(expected);
  }

  @Test
  void opensTheAppBeforeItGoesThoughItNeedsAttention() {
    var seen = aRestore().deleted().at("CheckHealth").in(RestorePhase.NEEDS_ATTENTION).view();

    assertThat(planner.next(seen).phase()).isEqualTo(RestorePhase.REOPENING);
  }

  @Test
  void goesWithItsEnvironment() {
    var seen = aRestore().deleted().withoutTarget().at("StopApp").view();

    assertThat(planner.next(seen).phase()).isEqualTo(RestorePhase.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"Retry, VALIDATING", "Reopen, REOPENING"})
  void doesWhatAPersonAnswersAndOnce(String action, RestorePhase expected) {
    var fixture =
        aRestore()
            .spec(Map.of("resolve", Map.of("action", action, "nonce", "1")))
            .at("CheckHealth")
            .step("CheckHealth", StepState.FAILED)
            .in(RestorePhase.NEEDS_ATTENTION);

    var first = planner.next(fixture.view());
    var again = planner.next(fixture.resolved("1").view());

    assertThat(first.phase()).isEqualTo(expected);
    assertThat(first.answered()).isEqualTo("1");
    assertThat(again.phase()).isEqualTo(RestorePhase.NEEDS_ATTENTION);
  }

  @ParameterizedTest
  @CsvSource({
    // fence raised, lowered before, lowered on the way out
    "RUNNING, , true",
    "DONE, , true",
    "DONE, RUNNING, true",
    "DONE, DONE, false",
    "NOT_NEEDED, , false",
  })
  void leavesNoFence(StepState raised, StepState lowered, boolean lowers) {
    var fixture = aRestore().in(RestorePhase.REOPENING).step("RaiseFence", raised);
    if (lowered != null) {
      fixture.step("LowerFence", lowered);
    }

    var result = planner.next(fixture.step("LowerLastFence", StepState.RUNNING).view()).result();

    assertThat(result).isInstanceOf(lowers ? Act.class : NotNeeded.class);
    if (result instanceof Act(Action.StartJob(var job), _)) {
      assertThat(((FenceOrder) job.order()).raised()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CheckHealth, COMPLETE",
    "StartApp, FAILED",
    "RestoreData, FAILED",
    "SafetyBackup, FAILED",
    "FindTarget, FAILED"
  })
  void isCompleteOnlyWhenItIsRestoredAndFoundWell(String last, RestorePhase expected) {
    var fixture = aRestore();
    for (var step : forwardSteps().toList()) {
      fixture.step(step.name(), StepState.DONE);
      if (step.name().equals(last)) {
        break;
      }
    }
    Route.OUT.steps().forEach(it -> fixture.step(it.name(), StepState.DONE));

    var decision = planner.next(fixture.in(RestorePhase.REOPENING).view());

    assertThat(decision.phase()).isEqualTo(expected);
  }

  @Test
  void saysWhyItFailedUntilTheEnd() {
    var failing = aRestore().at("StartApp").attempt("RestoreData", 1, LOST).view();
    var failure = new Fail("AppNotReady", "CrashLoopBackOff");

    var attention =
        new RestoreConditions(
            failing,
            new Decision(RestorePhase.NEEDS_ATTENTION, "StartApp", failure, failing.journal()));
    var reopening = aRestore().condition("Failed", "AppNotReady").in(RestorePhase.REOPENING).view();
    var ended =
        new RestoreConditions(
            reopening, new Decision(RestorePhase.FAILED, null, new Done(""), reopening.journal()));

    assertThat(Conditions.message(attention.all(), "Stalled")).contains("spec.resolve", "closed");
    assertThat(Conditions.find(attention.all(), "Failed"))
        .hasValueSatisfying(it -> assertThat(it.status()).isEqualTo(ConditionStatus.FALSE));
    assertThat(Conditions.find(ended.all(), "Failed"))
        .hasValueSatisfying(
            it -> {
              assertThat(it.status()).isEqualTo(ConditionStatus.TRUE);
              assertThat(it.reason()).isEqualTo("AppNotReady");
            });
  }

  @Test
  void forgetsAFailureThatIsTriedAgain() {
    var seen = aRestore().condition("Failed", "AppNotReady").at("StartApp").view();

    var conditions =
        new RestoreConditions(
                seen,
                new Decision(
                    RestorePhase.VALIDATING, "StartApp", new Done(""), seen.journal(), "1"))
            .all();

    assertThat(conditions).extracting(Condition::type).doesNotContain("Failed");
  }

  @Test
  void goesOnWhenAWorkerIsDone() {
    var done = new Reported(WorkReport.done("restored", new Restored("crm/uid/1", 42)), NOW);
    var seen = aRestore().at("RestoreData").attempt("RestoreData", 1, done).view();

    var decision = planner.next(seen);

    assertThat(decision.result()).isEqualTo(new Done("restored"));
    assertThat(new RestoreStatuses(seen, decision).status().rows()).isEqualTo(42);
  }

  private static WorkerJob jobIn(Decision decision) {
    assertThat(decision.result()).isInstanceOf(Act.class);
    return ((Action.StartJob) ((Act) decision.result()).action()).job();
  }

  private static JobState failed(FailureCode code) {
    return new Reported(WorkReport.failed(code, "no"), NOW.minusSeconds(3600));
  }

  private static Map<String, Object> withStore(String endpoint, String bucket, String secret) {
    var s3 =
        Map.of("endpoint", endpoint, "bucket", bucket, "credentialsSecret", Map.of("name", secret));
    return Map.of("stores", Map.of("releases", Map.of("s3", s3), "backups", Map.of("s3", s3)));
  }

  /** The backup with another field in its spec. */
  private static Backup backup(String field) {
    var json = SlipwaySerialization.create();
    var name = field.substring(1, field.indexOf('"', 1));
    var text = json.asJson(read("backup.yaml", Backup.class));
    return json.unmarshal(
        text.replaceFirst("\"" + name + "\":\"[^\"]*\"", field.replace(" ", "")), Backup.class);
  }

  private static Backup unfinished() {
    var backup = read("backup.yaml", Backup.class);
    backup.setStatus(null);
    return backup;
  }
}
