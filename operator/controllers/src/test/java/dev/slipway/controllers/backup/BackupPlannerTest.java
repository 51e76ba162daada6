package dev.slipway.controllers.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.RunAs;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.ClaimMount;
import dev.slipway.controllers.work.ClaimPlace;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.Obstacle;
import dev.slipway.controllers.work.SecretMount;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.controllers.work.WorkerTrouble;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.BackupOrder;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.StoreEncryption;
import dev.slipway.engine.order.WorkReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupPlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:10:00Z");
  private static final Instant LONG_AGO = NOW.minusSeconds(600);

  @Test
  void readsTheFilesAsTheAppDoes() {
    var job = job(next("description: before the import", Crm.appObjects()));

    assertThat(job.runAs()).isEqualTo(new RunAs(1001L, 1002L, 1003L));
    assertThat(job.claims()).extracting(ClaimMount::readOnly).containsExactly(true);
    var order = (BackupOrder) job.order();
    assertThat(order.id()).isEqualTo("9f8e7d6c-0000-0000-0000-000000000000");
    assertThat(order.description()).isEqualTo("before the import");
    assertThat(order.storage()).extracting("claim").containsExactly(Crm.CLAIM);
    assertThat(order.step().environment()).isEqualTo("crm-dev.crm");
  }

  @Test
  void touchesNoFilesForTheDatabaseAlone() {
    var job = job(next("scope: Database", Crm.appObjects()));

    assertThat(job.claims()).isEmpty();
    assertThat(job.runAs()).isNull();
    assertThat(((BackupOrder) job.order()).storage()).isEmpty();
  }

  @Test
  void doesNothingWithoutItsEnvironment() {
    var seen = view(null, null, List.of());

    assertThat(new BackupPlanner().next(seen))
        .isInstanceOfSatisfying(
            Stall.class,
            stall -> {
              assertThat(stall.reason()).isEqualTo("EnvironmentMissing");
              assertThat(stall.message()).contains("AppEnvironment crm", "crm-dev");
            });
  }

  @Test
  void saysHowToGrantWhatTheOperatorMayNotDo() {
    var seen = view(environment(), "no jobs for you", List.of());

    assertThat(new BackupPlanner().next(seen))
        .isInstanceOfSatisfying(
            Stall.class,
            stall -> {
              assertThat(stall.reason()).isEqualTo("NotGranted");
              assertThat(stall.message()).contains("no jobs for you", "grant.namespaces");
            });
  }

  @Test
  void encryptsToWhomTheEnvironmentSaysAndCouldNotReadIt() {
    var environment = environment();
    environment.setSpec(Crm.encrypted().getSpec());

    var job = job(new BackupPlanner().next(view(environment, null, List.of())));

    assertThat(((BackupOrder) job.order()).backups().encryption())
        .isEqualTo(new StoreEncryption(List.of(Crm.RECIPIENT), null, true));
    assertThat(job.secrets()).extracting(SecretMount::role).doesNotContain("backups-identity");
  }

  @Test
  void tellsTheWorkerWhatIsKnownOfTheApp() {
    var environment = environment();
    environment.setSpec(Crm.environment(Crm.yaml() + "  preset: nocobase\n").getSpec());

    var job = job(new BackupPlanner().next(view(environment, null, List.of())));

    assertThat(((BackupOrder) job.order()).app())
        .isEqualTo(new AppKnowledge("nocobase", null, "", false));
  }

  @Test
  void asksAsWhomToReadFilesThatSeveralUsersMount() {
    var crm = Crm.appObjects();
    var other = Crm.appObjects().deployments().getFirst();
    other.getSpec().getTemplate().getSpec().getSecurityContext().setRunAsUser(7L);
    var contested =
        new AppObjects(
            List.of(crm.deployments().getFirst(), other),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    assertThat(next("scope: Full", contested))
        .isInstanceOfSatisfying(
            Stall.class, stall -> assertThat(stall.reason()).isEqualTo("ClaimNotReadable"));
    assertThat(next("scope: Database", contested)).isInstanceOf(Act.class);
  }

  @Test
  void waitsWhileAWorkerRuns() {
    assertThat(after(new Running("the worker")))
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.what()).isEqualTo("the worker"));
  }

  @ParameterizedTest
  @CsvSource({"19, false", "20, true"})
  void saysThatAWorkerCannotStartOnceItHasWaitedLong(long seconds, boolean stalled) {
    var obstacle =
        new Obstacle(WorkerTrouble.NO_SECRET, "secret x not found", NOW.minusSeconds(seconds), 1);

    var pending = after(new Running(obstacle));

    assertThat(pending instanceof Stall).isEqualTo(stalled);
    assertThat(pending.toString())
        .contains("secret x not found", stalled ? "SecretMissing" : "Wait");
  }

  @Test
  void startsAnewWhereTheEnvironmentHasChangedSinceAWorkerThatCannotStart() {
    var stuck = new Obstacle(WorkerTrouble.NO_NODE, "no node has that label", NOW, 3);

    assertThat(job(after(new Running(stuck))).order().step().attempt()).isEqualTo(2);
  }

  @Test
  void triesAgainWhenAWorkerWasLost() {
    var job = job(after(new Lost("Evicted", "the node is full", LONG_AGO)));

    assertThat(job.order().step().attempt()).isEqualTo(2);
  }

  @Test
  void givesUpWhenWorkersAreLostAgainAndAgain() {
    var attempts =
        IntStream.rangeClosed(1, 5)
            .mapToObj(number -> attempt(number, new Lost("Evicted", "full", LONG_AGO)))
            .toList();

    assertThat(new BackupPlanner().next(view(environment(), null, attempts)))
        .isEqualTo(new Fail("Evicted", "full"));
  }

  @Test
  void endsWithWhatAWorkerWasRefused() {
    var refused = WorkReport.failed(FailureCode.CREDENTIALS_REJECTED, "wrong password");

    assertThat(after(new Reported(refused, NOW)))
        .isEqualTo(new Fail("CredentialsRejected", "wrong password"));
  }

  @Test
  void isDoneWhenTheWorkerSaysWhatItMade() {
    assertThat(after(new Reported(Backups.DONE, NOW))).isInstanceOf(Done.class);
  }

  @Test
  void doesNotTakeAWordOfSuccessForABackup() {
    var other = WorkReport.done("done", new Observation("17.11", "1", 1, 1, 1));

    assertThat(after(new Reported(other, NOW)))
        .isInstanceOfSatisfying(
            Fail.class, fail -> assertThat(fail.reason()).isEqualTo("FormatUnknown"));
  }

  private static StepResult next(String spec, AppObjects workloads) {
    var seen =
        new BackupView(
            Backups.stored(spec, Map.of()),
            environment(),
            null,
            JobAttempts.NONE,
            workloads,
            ClaimPlace.ANYWHERE,
            null,
            "slipway:test",
            NOW);
    return new BackupPlanner().next(seen);
  }

  private static StepResult after(JobState last) {
    return new BackupPlanner().next(view(environment(), null, List.of(attempt(1, last))));
  }

  private static WorkerJob job(StepResult pending) {
    return ((Action.StartJob) ((Act) pending).action()).job();
  }

  private static JobAttempt attempt(int number, JobState state) {
    return new JobAttempt("BackUp", number, 1, NOW, state);
  }

  private static BackupView view(
      @Nullable AppEnvironment environment, @Nullable String forbidden, List<JobAttempt> attempts) {
    return new BackupView(
        Backups.stored("scope: Full", Map.of()),
        environment,
        forbidden,
        new JobAttempts(attempts),
        AppObjects.NONE,
        ClaimPlace.ANYWHERE,
        null,
        "slipway:test",
        NOW);
  }

  private static AppEnvironment environment() {
    var environment = Crm.storedEnvironment();
    environment.setSpec(
        Crm.environment(Crm.yaml() + "  storage: [{claim: " + Crm.CLAIM + "}]\n").getSpec());
    return environment;
  }
}
