package dev.slipway.controllers.news;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.plan.MigrationPlan;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingForWindowTest {
  private static final String WINDOW =
      "window: {recurring: {cron: \"0 22 * * 6\", duration: 4h, timeZone: Europe/Berlin}}";

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T12:00:00Z, 2026-11-21T21:00:00Z",
    "2026-11-21T22:00:00Z, 2026-11-21T21:00:00Z",
    "2026-11-22T12:00:00Z, 2026-11-28T21:00:00Z",
  })
  void saysWhenItOpens(Instant now, Instant expected) {
    var plan = plan("WaitingForWindow", WINDOW);

    assertThat(WaitingForWindow.of(plan, Glance.at(plan)).orElseThrow().opens(now))
        .contains(expected);
  }

  @Test
  void saysNothingOfAPlanThatHasNoneOrDoesNotWait() {
    var without = plan("WaitingForWindow", "target: crm-prod");
    var busy = plan("Migrating", WINDOW);

    assertThat(WaitingForWindow.of(without, Glance.at(without))).isEmpty();
    assertThat(WaitingForWindow.of(busy, Glance.at(busy))).isEmpty();
  }

  private static MigrationPlan plan(String phase, String spec) {
    var yaml =
        """
        metadata: {name: crm-1, namespace: crm-prod}
        spec: {SPEC}
        status: {phase: PHASE}
        """;
    return SlipwaySerialization.create()
        .unmarshal(yaml.replace("SPEC", spec).replace("PHASE", phase), MigrationPlan.class);
  }
}
