package dev.slipway.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingVariablesTest {
  @Test
  void areThoseThatNobodyHas() {
    var missing =
        MissingVariables.of(
            List.of("SMTP_PASS", "API_BASE", "API_KEY", "API_BASE"),
            Set.of("API_BASE"),
            List.of("OTHER"));

    assertThat(missing).containsExactly("API_KEY", "SMTP_PASS");
  }

  @Test
  void namesAreTakenLetterByLetter() {
    assertThat(MissingVariables.of(Set.of("api_base"), Set.of("API_BASE")))
        .containsExactly("api_base");
  }

  @Test
  void noneAreMissingWhereNoneAreReferredTo() {
    assertThat(MissingVariables.of(Set.of(), Set.of("A"))).isEmpty();
  }
}
