package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.step.Words;
import dev.slipway.engine.ExitCode;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A word of a person to a plan: the same that kubectl patch would write, once it makes sense. */
@Command
abstract class PlanVerb extends ClusterVerb {
  @Parameters(paramLabel = "PLAN", description = "The MigrationPlan.")
  private String name;

  @Override
  final void run(KubernetesClient client, String namespace) {
    var plan = require(client, MigrationPlan.class, namespace, name);
    var spec = said(client, plan);
    var words = inWords(plan);
    patch(client, plan, spec);
    output().answer(new Said(namespace, name, spec), List.of(words));
  }

  /** The fields of its spec that are set. */
  abstract Map<String, Object> said(KubernetesClient client, MigrationPlan plan);

  /** What is told who said it. */
  abstract String inWords(MigrationPlan plan);

  static @Nullable PlanPhase phase(MigrationPlan plan) {
    var status = plan.getStatus();
    return status == null ? null : status.phase();
  }

  static void requirePhase(MigrationPlan plan, String what, PlanPhase... allowed) {
    var phase = phase(plan);
    if (phase == null || !Arrays.asList(allowed).contains(phase)) {
      throw ClusterFailure.refused(
          "NotNow",
          "MigrationPlan %s is in phase %s, where there is nothing to %s%s"
              .formatted(
                  plan.getMetadata().getName(), inWords(phase), what, message(plan.getStatus())));
    }
  }

  /** As users read it. */
  static String inWords(@Nullable PlanPhase phase) {
    return phase == null ? "Pending" : Words.of(phase);
  }

  static String nonce() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** As the API server knows the caller. */
  static String me(KubernetesClient client) {
    var review = client.resource(new SelfSubjectReview()).create();
    return Objects.requireNonNull(review.getStatus().getUserInfo().getUsername());
  }

  private static String message(@Nullable MigrationPlanStatus status) {
    return status == null || status.message() == null ? "" : ": " + status.message();
  }

  /** Refused where somebody else wrote it since it was read. */
  private static void patch(KubernetesClient client, MigrationPlan plan, Map<String, Object> spec) {
    var version = plan.getMetadata().getResourceVersion();
    var patch = new HashMap<String, Object>();
    patch.put("metadata", Map.of("resourceVersion", version));
    patch.put("spec", spec);
    try {
      client
          .resource(plan)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              client.getKubernetesSerialization().asJson(patch));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        throw new ClusterFailure(
            ExitCode.ENVIRONMENT,
            "ChangedMeanwhile",
            "the plan went on or was changed in this moment: look at it, and say it again");
      }
      throw e;
    }
  }

  private record Said(String namespace, String plan, Map<String, Object> spec) {}
}
