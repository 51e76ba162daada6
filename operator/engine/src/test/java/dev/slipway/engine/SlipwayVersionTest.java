package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlipwayVersionTest {
  @Test
  void theBuildFillsInItsVersion() {
    assertThat(SlipwayVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }
}
