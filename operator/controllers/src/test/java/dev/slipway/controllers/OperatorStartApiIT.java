package dev.slipway.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator that cannot work ends, so that somebody notices and starts it again. */
class OperatorStartApiIT {
  @Test
  @Timeout(120)
  void endsWhereItMayNotWatchOneOfItsKinds() throws InterruptedException {
    try (var user =
        KubeApi.shared().user("half-blind", rule("appenvironments", "migrationplans", "backups"))) {
      var settings = new OperatorSettings("slipway:test", null);

      var end = new SlipwayOperator(user.client(), settings, Clock.systemUTC()).run();

      assertThat(end).isEqualTo(ExitCode.ENVIRONMENT);
    }
  }

  private static PolicyRule rule(String... kinds) {
    return new PolicyRuleBuilder()
        .withApiGroups("slipway.dev")
        .withResources(kinds)
        .withVerbs("get", "list", "watch")
        .build();
  }
}
