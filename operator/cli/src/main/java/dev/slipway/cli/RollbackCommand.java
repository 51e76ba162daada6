package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "rollback",
    description = {
      "Have a release taken back that needs attention, or that has succeeded and is what its target"
          + " runs:",
      "the app is closed, and what users wrote since stays."
    })
final class RollbackCommand extends PlanVerb {
  @Override
  Map<String, Object> said(KubernetesClient client, MigrationPlan plan) {
    requirePhase(plan, "take back by hand", PlanPhase.NEEDS_ATTENTION, PlanPhase.SUCCEEDED);
    return Map.of("resolve", Map.of("action", "Rollback", "nonce", nonce()));
  }

  @Override
  String inWords(MigrationPlan plan) {
    return plan.getMetadata().getName() + " is taken back";
  }
}
