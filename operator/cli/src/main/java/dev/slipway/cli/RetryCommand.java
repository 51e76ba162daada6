package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "retry",
    description = "Have a release that needs attention try its failed step again.")
final class RetryCommand extends PlanVerb {
  @Override
  Map<String, Object> said(KubernetesClient client, MigrationPlan plan) {
    requirePhase(plan, "try again", PlanPhase.NEEDS_ATTENTION);
    return Map.of("resolve", Map.of("action", "Retry", "nonce", nonce()));
  }

  @Override
  String inWords(MigrationPlan plan) {
    return plan.getMetadata().getName() + " tries again";
  }
}
