package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "validate",
    description = {
      "Sign a release off: it is good, and users may come back in.",
      "In your own name; where the environment asks for it (signOff: Required)."
    })
final class ValidateCommand extends PlanVerb {
  @Override
  Map<String, Object> said(KubernetesClient client, MigrationPlan plan) {
    requirePhase(plan, "sign off", PlanPhase.WAITING_FOR_SIGN_OFF);
    return Map.of("signOff", Map.of("verdict", "Accepted", "by", me(client)));
  }

  @Override
  String inWords(MigrationPlan plan) {
    return "signed off: " + plan.getMetadata().getName() + " reopens";
  }
}
