package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageSchemaTest {
  @Test
  void isNamedAfterItsRunWhereThatIsAName() {
    assertThat(StageSchema.of("release_42").name()).isEqualTo("slipway_stage_release_42");
  }

  @Test
  void isNamedAfterADigestOfItsRunWhereThatIsNone() {
    var runs =
        List.of(
            "",
            "Release",
            "7b9c1c5e-2d0f-4b7e-9d83-1f5a7f2f4a10/3",
            "x".repeat(50),
            "x".repeat(51),
            "\"; DROP SCHEMA public; --",
            "ü");

    var names = runs.stream().map(it -> StageSchema.of(it).name()).toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.matches("slipway_stage_[a-f0-9]{40}"));
  }

  @Test
  void fitsIntoANameHoweverLongItsRunIs() {
    assertThat(StageSchema.of("x".repeat(49)).name()).hasSize(63).endsWith("xx");
    assertThat(StageSchema.of("x".repeat(900)).name()).hasSizeLessThanOrEqualTo(63);
  }
}
