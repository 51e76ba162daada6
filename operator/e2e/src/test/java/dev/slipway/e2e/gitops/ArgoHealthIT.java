package dev.slipway.e2e.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.kube.ArgoHealth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Argo CD shows of objects in every state that they can be in. */
class ArgoHealthIT {
  private static final String NOT_SEEN = "the operator has not looked at it yet";

  @ParameterizedTest
  @ValueSource(strings = {"AppEnvironment", "MigrationPlan", "Backup", "Restore"})
  void nothingIsKnownBeforeTheOperatorHasLooked(String kind) {
    assertThat(health(kind, "{metadata: {generation: 1}, spec: {}}"))
        .isEqualTo(new ArgoHealth("Progressing", NOT_SEEN));
    assertThat(health(kind, "{metadata: {generation: 1}, spec: {}, status: {}}"))
        .isEqualTo(new ArgoHealth("Progressing", NOT_SEEN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MigrationPlan  | phase: Building           | Reconciling         | Progressing",
        "MigrationPlan  | phase: Migrating          | Reconciling, Applied | Progressing",
        "MigrationPlan  | phase: WaitingForApproval | Reconciling         | Suspended",
        "MigrationPlan  | phase: WaitingForWindow   | Reconciling         | Suspended",
        "MigrationPlan  | phase: WaitingForSignOff  | Reconciling         | Suspended",
        "MigrationPlan  | phase: WaitingForApproval | Stalled             | Degraded",
        "MigrationPlan  | phase: Preflight          | Stalled             | Degraded",
        "MigrationPlan  | phase: NeedsAttention     | Stalled             | Degraded",
        "MigrationPlan  | phase: RollingBack        | Reconciling         | Progressing",
        "MigrationPlan  | phase: Succeeded          | Ready, Complete     | Healthy",
        "MigrationPlan  | phase: RolledBack         | Stalled, Failed     | Degraded",
        "MigrationPlan  | phase: Aborted            | Stalled, Failed     | Degraded",
        "MigrationPlan  | phase: Failed             | Stalled, Failed     | Degraded",
        "AppEnvironment | replicas: 2/2             | Ready, Granted      | Healthy",
        "AppEnvironment | replicas: 0/2             | Reconciling         | Progressing",
        "AppEnvironment | replicas: 2/2             | Stalled             | Degraded",
        "Backup         | phase: Running            | Reconciling         | Progressing",
        "Backup         | phase: Complete           | Ready, Complete     | Healthy",
        "Backup         | phase: Failed             | Stalled, Failed     | Degraded",
        "Backup         | phase: Deleting           | Reconciling         | Progressing",
        "Restore        | phase: Restoring          | Reconciling         | Progressing",
        "Restore        | phase: NeedsAttention     | Stalled             | Degraded",
        "Restore        | phase: Complete           | Ready, Complete     | Healthy",
        "Restore        | phase: Failed             | Stalled, Failed     | Degraded",
      })
  void isWhatItsConditionsSay(String kind, String status, String holding, String wanted) {
    assertThat(health(kind, 3, status, holding).status()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ready, Complete", "Stalled, Failed", "Ready", "Reconciling"})
  void whatWasSaidOfAnOlderSpecDoesNotCount(String holding) {
    assertThat(health("MigrationPlan", 2, "phase: Succeeded", holding))
        .isEqualTo(new ArgoHealth("Progressing", "the operator has not looked at the change yet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AppEnvironment", "MigrationPlan", "Backup", "Restore"})
  void whatSomebodyHasToldTheOperatorToLeaveAloneIsSuspended(String kind) {
    assertThat(health(kind, 2, "message: x", "Stalled, Paused"))
        .isEqualTo(new ArgoHealth("Suspended", "says Paused"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{phase: WaitingForApproval, waitingFor: approval by jane} | Reconciling     | approval by"
            + " jane",
        "{phase: Migrating, message: applying}                     | Reconciling     | says"
            + " Reconciling",
        "{phase: Migrating, message: applying 84 of 120}           | Applied         | applying 84"
            + " of 120",
        "{phase: Failed}                                           | Failed, Stalled | says Failed",
      })
  void saysWhy(String status, String holding, String message) {
    var plain = status.substring(1, status.length() - 1);

    assertThat(health("MigrationPlan", 3, plain, holding).message()).isEqualTo(message);
  }

  private static ArgoHealth health(String kind, String yaml) {
    return ArgoHealth.of(kind, ObjectText.json(yaml));
  }

  private static ArgoHealth health(String kind, int observed, String status, String holding) {
    return ArgoHealth.of(kind, ObjectText.of(kind, observed, status, holding));
  }
}
