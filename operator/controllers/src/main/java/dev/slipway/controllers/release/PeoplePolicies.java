package dev.slipway.controllers.release;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policies of the chart by which only those who may approve do, and in their own name: without
 * them whoever may write a plan could put another's name on it. And the one that keeps closed what
 * is closed.
 *
 * @param release the name of the chart's release, with which theirs begin
 */
record PeoplePolicies(KubernetesClient client, String release) {
  /** What the chart's release is called, unless somebody calls it otherwise. */
  static final String STANDARD = "slipway";

  private static final List<String> OF_APPROVALS = List.of("approvals", "approvers");
  private static final String PLANS = "migrationplans";
  private static final String WORKLOADS = "deployments/scale";

  /** What is wrong with them; empty where they are in force. */
  List<String> notInForce() {
    return OF_APPROVALS.stream()
        .flatMap(name -> wrong(release + "-" + name, PLANS, "CREATE").stream())
        .toList();
  }

  /**
   * What is wrong with the one by which what is closed stays closed; empty where it is in force.
   */
  List<String> notHolding() {
    return wrong(release + "-holds", WORKLOADS, "UPDATE").stream().toList();
  }

  private Optional<String> wrong(String name, String resource, String operation) {
    try {
      var registry = client.admissionRegistration().v1();
      var policy = registry.validatingAdmissionPolicies().withName(name).get();
      var binding = registry.validatingAdmissionPolicyBindings().withName(name).get();
      return Stream.of(ofPolicy(policy, name, resource, operation), ofBinding(binding, name))
          .flatMap(Optional::stream)
          .findFirst();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return Optional.of("the operator may not read ValidatingAdmissionPolicy " + name);
    }
  }

  private static Optional<String> ofPolicy(
      @Nullable ValidatingAdmissionPolicy policy, String name, String resource, String operation) {
    if (policy == null) {
      return Optional.of("there is no ValidatingAdmissionPolicy " + name);
    }
    var spec = policy.getSpec();
    var rules = spec.getMatchConstraints().getResourceRules();
    var watches =
        rules.stream()
            .anyMatch(
                it ->
                    it.getResources().contains(resource)
                        && it.getOperations().containsAll(List.of(operation, "UPDATE")));
    var mayIgnore = resource.equals(WORKLOADS);
    return watches
            && !spec.getValidations().isEmpty()
            && (mayIgnore || !"Ignore".equals(spec.getFailurePolicy()))
        ? Optional.empty()
        : Optional.of("ValidatingAdmissionPolicy " + name + " is not as the chart makes it");
  }

  private static Optional<String> ofBinding(
      @Nullable ValidatingAdmissionPolicyBinding binding, String name) {
    if (binding == null) {
      return Optional.of("there is no ValidatingAdmissionPolicyBinding " + name);
    }
    var spec = binding.getSpec();
    return name.equals(spec.getPolicyName())
            && spec.getValidationActions().contains("Deny")
            && spec.getMatchResources() == null
        ? Optional.empty()
        : Optional.of("ValidatingAdmissionPolicyBinding " + name + " is not as the chart makes it");
  }
}
