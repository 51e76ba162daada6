package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.controllers.bench.Crm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotSupportedYetTest {
  @Test
  void saysNothingOfASpecThatIsHonouredWhole() {
    var nothing = NotSupportedYet.in(Crm.environment().getSpec());

    assertThat(nothing.inWords()).isEmpty();
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

  private static AppEnvironmentSpec spec(String field) {
    return Crm.environment(Crm.yaml() + "  " + field + "\n").getSpec();
  }
}
