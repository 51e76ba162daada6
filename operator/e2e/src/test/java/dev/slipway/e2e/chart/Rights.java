package dev.slipway.e2e.chart;

import dev.slipway.testkit.kube.Chart;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks as {@code kubectl auth can-i} does. */
record Rights(KubernetesClient client) {
  private static final List<String> VERBS =
      List.of(
          "get",
          "list",
          "watch",
          "create",
          "update",
          "patch",
          "delete",
          "deletecollection",
          "approve",
          "reopen",
          "bind",
          "escalate",
          "impersonate");
  private static final List<String> GROUPS =
      List.of("system:serviceaccounts", "system:authenticated");
  private static final String SOMEBODY = "system:serviceaccount:default:default";

  /** All that it may and not everybody. In no namespace: in all of them. */
  SortedSet<Right> ofOperator(String namespace) {
    return everything()
        .filter(it -> may(Chart.OPERATOR, namespace, it) && !may(SOMEBODY, namespace, it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean mayOperator(String namespace, String right) {
    return may(Chart.OPERATOR, namespace, Right.of(right));
  }

  boolean may(String user, String namespace, String right) {
    return may(user, namespace, Right.of(right));
  }

  boolean mayOperatorGetPolicy(String name) {
    var policies = "validatingadmissionpolicies.admissionregistration.k8s.io";
    return may(
        Chart.OPERATOR,
        new ResourceAttributesBuilder(attributes("", new Right("get", policies)))
            .withName(name)
            .build());
  }

  private Stream<Right> everything() {
    return resources().flatMap(resource -> VERBS.stream().map(verb -> new Right(verb, resource)));
  }

  private Stream<String> resources() {
    var groups = client.getApiGroups().getGroups().stream();
    return Stream.concat(
        served("v1", ""),
        groups.flatMap(
            group -> served(group.getPreferredVersion().getGroupVersion(), suffix(group))));
  }

  private Stream<String> served(String version, String suffix) {
    return client.getApiResources(version).getResources().stream()
        .map(resource -> resource.getName().replaceFirst("(?=/|$)", suffix));
  }

  private static String suffix(APIGroup group) {
    return "." + group.getName();
  }

  private boolean may(String user, String namespace, Right right) {
    return may(user, attributes(namespace, right));
  }

  private boolean may(String user, ResourceAttributes attributes) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user)
            .withGroups(GROUPS)
            .withResourceAttributes(attributes)
            .endSpec()
            .build();
    return client.resource(review).create().getStatus().getAllowed();
  }

  private static ResourceAttributes attributes(String namespace, Right right) {
    return new ResourceAttributesBuilder()
        .withNamespace(namespace)
        .withGroup(right.group())
        .withResource(right.plural())
        .withSubresource(right.subresource())
        .withVerb(right.verb())
        .build();
  }
}
