package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixturesTest {
  @Test
  void whatIsNotThereIsLeftOutWithAWordOnWhere() {
    assertThat(Fixtures.find("nowhere/nothing.sql.gz")).isEmpty();
    assertThat(Fixtures.missing("nowhere/nothing.sql.gz"))
        .contains("left out", "nowhere/nothing.sql.gz", Fixtures.VARIABLE);
  }
}
