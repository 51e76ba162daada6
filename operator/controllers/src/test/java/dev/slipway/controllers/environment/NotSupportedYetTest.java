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

    assertThat(nothing.whyNoRelease()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'maintenance: {front: f}', maintenance.front",
  })
  void refusesReleasesThatWouldPromiseMoreThanTheyKeep(String field, String named) {
    var lacking = NotSupportedYet.in(spec(field));

    assertThat(lacking.whyNoRelease().orElseThrow()).contains(named);
  }

  private static AppEnvironmentSpec spec(String field) {
    return Crm.environment(Crm.yaml() + "  " + field + "\n").getSpec();
  }
}
