package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "abort",
    description = {
      "End a release before users are back: what was applied is taken back.",
      "It cannot be taken back itself: make a new plan."
    })
final class AbortCommand extends PlanVerb {
  @Override
  Map<String, Object> said(KubernetesClient client, MigrationPlan plan) {
    var phase = phase(plan);
    if (phase != null && (phase.isEnd() || phase == PlanPhase.REOPENING)) {
      requirePhase(plan, "abort");
    }
    return Map.of("abort", true);
  }

  @Override
  String inWords(MigrationPlan plan) {
    return plan.getMetadata().getName() + " is aborted in phase " + inWords(phase(plan));
  }
}
