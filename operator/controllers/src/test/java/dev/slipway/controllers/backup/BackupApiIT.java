package dev.slipway.controllers.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Removed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backup on a real API server; the test plays the part of the pods. */
class BackupApiIT {
  private static final String STEP = "BackUp";
  private static final String ENVIRONMENT =
      Crm.yaml() + "  storage: [{claim: " + Crm.CLAIM + ", exclude: [\"logs/**\"]}]\n";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final WorkReport REMOVED = WorkReport.done("gone", new Removed(1, 1000));

  private final OperatorBench bench = new OperatorBench();

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void isCompleteOnceItWasReadBackAndTheEnvironmentNamesIt() {
    bench.createApp();
    var environment = bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup("description: before the import"));

    bench.endWorker(uid(backup), STEP, 1, Backups.DONE);

    bench.await(backup, "Complete", ConditionStatus.TRUE);
    assertThat(bench.awaitPhase(backup, "Complete").getStatus().size()).isEqualTo("1.5Mi");
    Await.until(
        "the environment to name its backup",
        Duration.ofSeconds(20),
        () -> bench.get(environment).getStatus().lastVerifiedBackup() != null);
    var status = bench.get(environment).getStatus();
    assertThat(status.lastBackup())
        .extracting("name", "size")
        .containsExactly("before-import", "1.5Mi");
    assertThat(status.lastVerifiedBackup())
        .extracting("name", "how")
        .containsExactly("before-import", Verification.CHECKSUM);
  }

  @Test
  void mountsTheAppsFilesReadOnlyAndAsTheApp() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup(""));

    var pod = bench.awaitJob(uid(backup), STEP, 1).getSpec().getTemplate().getSpec();

    assertThat(pod.getSecurityContext())
        .extracting("runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy", "runAsNonRoot")
        .containsExactly(1001L, 1002L, 1003L, "OnRootMismatch", true);
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
        .singleElement()
        .satisfies(
            volume -> {
              assertThat(volume.getPersistentVolumeClaim().getClaimName()).isEqualTo(Crm.CLAIM);
              assertThat(volume.getPersistentVolumeClaim().getReadOnly()).isTrue();
            });
  }

  @Test
  void runsOnTheNodeWhereTheClaimIs() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    bench.create(podWith(Crm.CLAIM));
    var backup = bench.create(Backups.backup(""));

    var pod = bench.awaitJob(uid(backup), STEP, 1).getSpec().getTemplate().getSpec();

    var term =
        pod.getAffinity()
            .getNodeAffinity()
            .getRequiredDuringSchedulingIgnoredDuringExecution()
            .getNodeSelectorTerms()
            .getFirst();
    assertThat(term.getMatchFields())
        .singleElement()
        .extracting("key", "operator", "values")
        .containsExactly("metadata.name", "In", List.of("node-2"));
  }

  @Test
  void doesNotRunWhereOnlyOnePodMayHaveTheClaim() {
    bench.createApp();
    bench.create(claimOfOnePod());
    bench.create(Crm.environment(ENVIRONMENT.replace(Crm.CLAIM, "alone")));
    var holder = bench.create(podWith("alone"));
    var backup = bench.create(Backups.backup(""));

    var stalled = bench.await(backup, "Stalled", ConditionStatus.TRUE);
    bench.client().resource(holder).withGracePeriod(0).delete();

    assertThat(stalled.reason()).isEqualTo("ClaimInUse");
    assertThat(stalled.message()).contains("claim alone", "Pod crm-0");
    bench.endWorker(uid(backup), STEP, 1, Backups.DONE);
    bench.awaitPhase(backup, "Complete");
  }

  @Test
  void survivesTheLossOfTwoWorkers() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup(""));

    bench.loseWorker(uid(backup), STEP, 1);
    bench.loseWorker(uid(backup), STEP, 2);
    bench.endWorker(uid(backup), STEP, 3, Backups.DONE);

    bench.await(backup, "Complete", ConditionStatus.TRUE);
  }

  /** What a worker has half written is never gone on with: the next one begins elsewhere. */
  @Test
  void isMadeAnewWhereSomebodyDeletesItsJob() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup(""));
    var job = bench.awaitJob(uid(backup), STEP, 1);
    bench.awaitPhase(backup, "Running");

    bench.client().resource(job).delete();

    bench.endWorker(uid(backup), STEP, 2, Backups.DONE);
    bench.await(backup, "Complete", ConditionStatus.TRUE);
  }

  @Test
  void failsWhereTheDatabaseRefusesItAndIsNotTakenUpAgain() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup(""));
    var refused = WorkReport.failed(FailureCode.CREDENTIALS_REJECTED, "wrong password");

    bench.endWorker(uid(backup), STEP, 1, refused);

    var failed = bench.await(backup, "Failed", ConditionStatus.TRUE);
    assertThat(failed.reason()).isEqualTo("CredentialsRejected");
    var status = bench.awaitPhase(backup, "Failed").getStatus();
    bench.client().resource(bench.awaitJob(uid(backup), STEP, 1)).delete();
    var edited = bench.edit(backup, "{\"spec\": {\"pinned\": true}}");
    bench.await(bench.create(another()), "Reconciling", ConditionStatus.TRUE);
    assertThat(bench.get(edited).getStatus()).isEqualTo(status);
  }

  @Test
  void takesWhatIsStoredAwayBeforeItsObjectGoes() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup("deletionPolicy: Delete"));
    bench.endWorker(uid(backup), STEP, 1, Backups.DONE);
    bench.awaitPhase(backup, "Complete");

    bench.client().resource(backup).delete();

    bench.awaitPhase(backup, "Deleting");
    bench.endWorker(uid(backup), "Remove", 1, REMOVED);
    Await.until("the object to go", LIMIT, () -> bench.client().resource(backup).get() == null);
  }

  @Test
  void leavesWhatIsStoredToAnotherObjectOfTheSame() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var first = bench.create(Backups.backup("deletionPolicy: Delete"));
    bench.endWorker(uid(first), STEP, 1, Backups.DONE);
    var second = bench.create(another());
    bench.endWorker(uid(second), STEP, 1, Backups.DONE);
    bench.awaitPhase(first, "Complete");
    bench.awaitPhase(second, "Complete");

    bench.client().resource(first).delete();

    Await.until("the object to go", LIMIT, () -> bench.client().resource(first).get() == null);
  }

  @Test
  void goesByItselfWhenItsTimeIsOver() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup("expiresAfter: 1s"));

    bench.endWorker(uid(backup), STEP, 1, Backups.DONE);

    bench.endWorker(uid(backup), "Remove", 1, REMOVED);
    Await.until("the object to go", LIMIT, () -> bench.client().resource(backup).get() == null);
  }

  @Test
  void goesWithItsNamespaceThoughNothingCanBeRemovedAnyMore() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup("deletionPolicy: Delete"));
    bench.endWorker(uid(backup), STEP, 1, Backups.DONE);
    bench.awaitPhase(backup, "Complete");

    bench.client().namespaces().withName(bench.namespace()).delete();
    bench.client().resource(backup).delete();

    Await.until("the object to go", LIMIT, () -> bench.client().resource(backup).get() == null);
  }

  @Test
  void saysThatTheNamespaceHasNoRoomForItsWorkerAndGoesOnOnceThereIs() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var none = Map.of("count/jobs.batch", new Quantity("0"));
    var quota =
        bench.create(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("small")
                .endMetadata()
                .withNewSpec()
                .withHard(none)
                .endSpec()
                .build());
    quota.setStatus(new ResourceQuotaStatusBuilder().withHard(none).withUsed(none).build());
    bench.client().resource(quota).updateStatus();

    var backup = bench.create(Backups.backup(""));

    assertThat(bench.await(backup, "Stalled", ConditionStatus.TRUE).reason())
        .isEqualTo("QuotaExceeded");
    bench.client().resource(quota).delete();
    bench.endWorker(uid(backup), STEP, 1, Backups.DONE);
    bench.await(backup, "Complete", ConditionStatus.TRUE);
  }

  @Test
  void beginsOnceItsEnvironmentIsThere() {
    bench.createApp();
    var backup = bench.create(Backups.backup(""));
    assertThat(bench.await(backup, "Stalled", ConditionStatus.TRUE).reason())
        .isEqualTo("EnvironmentMissing");

    bench.create(Crm.environment(ENVIRONMENT));

    bench.endWorker(uid(backup), STEP, 1, Backups.DONE);
    bench.await(backup, "Complete", ConditionStatus.TRUE);
  }

  @Test
  void saysWhatItsWorkerWaitsFor() {
    bench.createApp();
    bench.create(Crm.environment(ENVIRONMENT));
    var backup = bench.create(Backups.backup(""));

    bench.blockWorker(
        uid(backup), STEP, 1, "CreateContainerConfigError", "secret \"crm-db\" not found");

    Await.until(
        "the kubelet's words",
        Duration.ofSeconds(20),
        () ->
            bench.get(backup).getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Reconciling"))
                .anyMatch(
                    condition -> condition.message().contains("secret \"crm-db\" not found")));
    assertThat(bench.get(backup).getStatus().phase()).hasToString("RUNNING");
  }

  private static Pod podWith(String claim) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("crm-0")
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-2")
        .addNewContainer()
        .withName("app")
        .withImage("app")
        .endContainer()
        .addNewVolume()
        .withName("storage")
        .withNewPersistentVolumeClaim(claim, false)
        .endVolume()
        .endSpec()
        .build();
  }

  private static PersistentVolumeClaim claimOfOnePod() {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("alone")
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOncePod")
        .withNewResources()
        .addToRequests("storage", new Quantity("1Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  private static Backup another() {
    var backup = Backups.backup("");
    backup.getMetadata().setName("another");
    return backup;
  }

  private static String uid(Backup backup) {
    return Objects.requireNonNull(backup.getMetadata().getUid());
  }
}
