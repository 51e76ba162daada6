package dev.slipway.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchNameTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @Test
  void tellsWhoseItIsAndSinceWhen() {
    var name = ScratchName.draw("crm-prod", NOON, new Random(1));

    assertThat(name.text()).startsWith("slipway_proof_crm_prod_20260304120000_");
    assertThat(ScratchName.mayBe(name.text())).isTrue();
    assertThat(name.age(NOON.plusSeconds(90))).contains(Duration.ofSeconds(90));
  }

  @Test
  void fitsIntoANameOfPostgresWhateverTheEnvironmentIsCalled() {
    var name = ScratchName.draw("Ünïcode \"quoted\" " + "x".repeat(200), NOON, new Random(1));

    assertThat(name.text().length()).isLessThanOrEqualTo(63);
    assertThat(ScratchName.mayBe(name.text())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slipway_proof",
        "slipway_proof_crm",
        "slipway_proof_crm_20260304_12345678",
        "slipway_proof_crm_20260304120000_1234567",
        "slipway_proof_crm_20260304120000_12345678_kept",
        "my_slipway_proof_crm_20260304120000_12345678"
      })
  void takesNoOtherNameForOne(String name) {
    assertThat(ScratchName.mayBe(name)).isFalse();
  }

  @Test
  void hasNoAgeWhereItsTimeIsNone() {
    assertThat(new ScratchName("slipway_proof_crm_20269999999999_12345678").age(NOON)).isEmpty();
  }
}
