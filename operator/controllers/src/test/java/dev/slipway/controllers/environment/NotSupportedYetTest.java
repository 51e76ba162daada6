package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.work.AppObjects;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotSupportedYetTest {
  private static final String KEY =
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

  @Test
  void saysNothingOfASpecThatIsHonouredWhole() {
    var nothing = NotSupportedYet.in(Crm.environment().getSpec());

    assertThat(nothing.inWords()).isEmpty();
    assertThat(nothing.whyNothing()).isEmpty();
    assertThat(nothing.whyNoRelease()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "preset: nocobase, preset",
    "'presetExtension: {configMap: c}', presetExtension",
    "'quiesce: {fence: Role}', quiesce.fence: Role",
    "signOff: Required, signOff: Required",
    "driftPolicy: Block, driftPolicy: Block",
    "'maintenance: {front: f}', maintenance.front",
    "'promotesFrom: [{namespace: n, name: e, soak: 24h}]', promotesFrom.soak",
    "'promotesFrom: [{evidence: {environment: n.e}}]', promotesFrom.evidence"
  })
  void refusesReleasesThatWouldPromiseMoreThanTheyKeep(String field, String named) {
    var lacking = NotSupportedYet.in(spec(field));

    assertThat(lacking.whyNoRelease().orElseThrow()).contains(named);
    assertThat(lacking.whyNothing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'backups: {schedule: \"0 3 * * *\", timeZone: Europe/Berlin}', backups.schedule",
    "'backups: {retention: {last: 7}}', backups.retention",
    "'backups: {verify: Scratch}', backups.verify: Scratch"
  })
  void onlySaysWhatIsJustNotDone(String field, String named) {
    var lacking = NotSupportedYet.in(spec(field));

    assertThat(lacking.inWords().orElseThrow()).contains(named);
    assertThat(lacking.whyNoRelease()).isEmpty();
  }

  @Test
  void doesNothingAtAllWhereEncryptionIsAskedFor() {
    var environment = Crm.storedEnvironment();
    environment.setSpec(spec("encryption"));
    var seen =
        new EnvironmentView(
            environment,
            null,
            AppObjects.NONE,
            EnvironmentUsers.NONE,
            List.of(),
            "slipway:test",
            Instant.EPOCH);

    var pending = new EnvironmentPlanner().next(seen);

    assertThat(pending)
        .isInstanceOfSatisfying(
            Stall.class,
            stall -> {
              assertThat(stall.reason()).isEqualTo("NotSupportedYet");
              assertThat(stall.message()).contains("stores.backups.encryption").doesNotContain(KEY);
            });
    assertThat(new EnvironmentStatuses(seen, pending).status().conditions())
        .filteredOn(Condition::type, "Honoured")
        .extracting(Condition::status)
        .containsExactly(ConditionStatus.FALSE);
  }

  private static AppEnvironmentSpec spec(String field) {
    var yaml =
        field.equals("encryption")
            ? Crm.yaml()
                .replace(
                    "    backups:\n",
                    "    backups:\n      encryption: {recipients: [" + KEY + "]}\n")
            : Crm.yaml() + "  " + field + "\n";
    return Crm.environment(yaml).getSpec();
  }
}
