package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "reject",
    description = {
      "Do not sign a release off: it is taken back, as after a failed validation.",
      "In your own name."
    })
final class RejectCommand extends PlanVerb {
  @Override
  Map<String, Object> said(KubernetesClient client, MigrationPlan plan) {
    requirePhase(plan, "reject", PlanPhase.WAITING_FOR_SIGN_OFF);
    return Map.of("signOff", Map.of("verdict", "Rejected", "by", me(client)));
  }

  @Override
  String inWords(MigrationPlan plan) {
    return "rejected: " + plan.getMetadata().getName() + " is taken back";
  }
}
