package dev.slipway.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupFile;
import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.plan.PlanPhase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The story of the example: one file goes from development by way of staging to production, which
 * is in use all the time; then a second one is taken back, since production's own check fails. Each
 * test is a claim about it.
 */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class ReleaseClusterIT {
  private static final String BUCKET = "/data/buckets/backups-prod/";
  private static final String MANIFEST = "manifest.json";

  private final Example example;
  private final SampleApp development;
  private final SampleApp staging;
  private final SampleApp production;

  private Seen before;
  private Seen released;
  private Seen beforeMistake;
  private Seen takenBack;
  private Release toStaging;
  private Release toProduction;
  private Release mistake;
  private List<Long> promised = List.of();
  private List<SampleApp.Answer> turnedAway = List.of();

  /** The three environments at one moment. */
  private record Seen(AppState app, Tables development, Tables staging, Tables production) {}

  ReleaseClusterIT(Example example) {
    this.example = example;
    this.development = example.development();
    this.staging = example.staging();
    this.production = example.production();
  }

  @BeforeAll
  void tell() {
    example.fresh();
    staging.call("POST", "/api/orders", OrderWriter.ORDER);
    var customers = new OrderWriter(production);
    try (customers) {
      customers.awaitMore(20);
      before = see();
      development.call("PUT", "/api/pages", "{\"name\": \"about\", \"title\": \"About us\"}");
      toStaging = Release.start(staging, "to-staging.yaml", "story-1").await(PlanPhase.SUCCEEDED);
      toProduction = Release.start(production, "to-production.yaml", "story-1").approve();
      toProduction.await(PlanPhase.SUCCEEDED);
      customers.awaitMore(20);
      released = see();
    }
    promised = customers.promised();
    turnedAway = customers.turnedAway();
    takeBack();
  }

  /** Nobody orders meanwhile, so that the tables can be compared as a whole. */
  private void takeBack() {
    development.sql("UPDATE settings SET value = '\"USD\"' WHERE key = 'currency'");
    Release.start(staging, "taken-back/to-staging.yaml", "story-2").await(PlanPhase.SUCCEEDED);
    beforeMistake = see();
    mistake = Release.start(production, "taken-back/to-production.yaml", "story-2").approve();
    mistake.await(PlanPhase.ROLLED_BACK);
    takenBack = see();
  }

  private Seen see() {
    return new Seen(
        AppState.of(production), Tables.of(development), Tables.of(staging), Tables.of(production));
  }

  @Test
  void productionGetsTheFileThatStagingHas() {
    assertThat(toProduction.file()).isEqualTo(toStaging.file());
    assertThat(mistake.file()).isNotEqualTo(toStaging.file());
  }

  @Test
  void configurationIsDevelopmentsEverywhere() {
    assertThat(before.production().configuration())
        .isNotEqualTo(before.development().configuration());
    assertThat(released.staging().configuration())
        .isEqualTo(released.development().configuration());
    assertThat(released.production().configuration())
        .isEqualTo(released.development().configuration());
  }

  @Test
  void businessStaysWhereItIs() {
    assertThat(released.staging().business()).isEqualTo(before.staging().business());
    assertThat(before.production().lostIn(released.production())).isEmpty();
  }

  @Test
  void everyOrderThatWasPromisedIsThere() {
    var orders = production.sql("SELECT id FROM orders").stream().map(Long::valueOf).toList();

    assertThat(promised).isNotEmpty().isSubsetOf(orders);
  }

  @Test
  void usersSeeTheMaintenancePageMeanwhile() {
    assertThat(turnedAway)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.status()).isEqualTo(503))
        .allSatisfy(it -> assertThat(it.retryAfter()).containsOnlyDigits())
        .allSatisfy(it -> assertThat(it.body()).contains("being updated"));
  }

  @Test
  void theAppIsAsItWas() {
    assertThat(before.app().replicas()).isEqualTo(2);
    assertThat(released.app()).isEqualTo(before.app());
    assertThat(takenBack.app()).isEqualTo(before.app());
    production.awaitReady(2);
  }

  @Test
  void aReleaseIsInTheLedgerOnce() {
    assertThat(Ledger.applies(staging, toStaging)).isOne();
    assertThat(Ledger.applies(production, toProduction)).isOne();
  }

  @Test
  void theBackupBeforeTheReleaseIsInTheStoreAsItsStatusSays() {
    var backup = backupOf(toProduction);

    assertThat(backup.phase()).isEqualTo(BackupPhase.COMPLETE);
    assertThat(backup.files()).hasSizeGreaterThan(1);
    var stored = inStore(requireNonNull(backup.location()));
    assertThat(stored)
        .containsAllEntriesOf(checksums(backup))
        .containsKey("manifest-" + stored.get(MANIFEST));
    assertThat(stored.keySet()).anyMatch(it -> it.startsWith("verified-"));
  }

  @Test
  void aReleaseThatIsTakenBackLeavesEveryTableAsItWas() {
    assertThat(takenBack.production().fingerprints())
        .isEqualTo(beforeMistake.production().fingerprints());
    assertThat(takenBack.development().configuration().get("settings"))
        .isNotEqualTo(takenBack.production().configuration().get("settings"));
  }

  @Test
  void theEnvironmentRunsWhatWasReleasedAndNotTakenBack() {
    assertThat(example.currentFile(production)).isEqualTo(toStaging.file());
    assertThat(example.currentFile(staging)).isEqualTo(mistake.file());
  }

  @Test
  void aReleaseThatIsTakenBackSaysWhichCheckFailed() {
    assertThat(mistake.condition("Failed").reason()).isEqualTo("ValidationFailed");
    assertThat(mistake.condition("Failed").message()).contains("currency");
  }

  @Test
  void noWorkerTakesMoreMemoryThanPromised() {
    assertThat(WorkerMemory.peaks(development, staging, production))
        .isNotEmpty()
        .allSatisfy(peak -> assertThat(peak).isBetween(1L, 128L));
  }

  private BackupStatus backupOf(Release release) {
    var name = requireNonNull(release.status().backup());
    var backup =
        example.client().resources(Backup.class).inNamespace("crm-prod").withName(name).require();
    return requireNonNull(backup.getStatus());
  }

  private static Map<String, String> checksums(BackupStatus backup) {
    return backup.files().stream()
        .collect(Collectors.toMap(BackupFile::name, file -> String.valueOf(file.sha256())));
  }

  /** An object is a file of the example's server; the manifest is what tells of the others. */
  private Map<String, String> inStore(String location) {
    var command = "cd " + BUCKET + location + " && sha256sum *";
    var lines = example.stores().inPod("s3-0", "bash", "-c", command);
    var found = new TreeMap<String, String>();
    lines.lines().map(line -> line.split(" +", 2)).forEach(it -> found.put(it[1], it[0]));
    return found;
  }
}
