package dev.slipway.testkit.kube;

import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/** Rules for a user. Each grant has a name of its own, so that grants add up. */
record Grant(String name, String user, List<PolicyRule> rules) {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** For all namespaces, and for what belongs to none. */
  void everywhere(KubernetesClient admin) {
    var role = new ClusterRoleBuilder().withMetadata(metadata()).withRules(rules);
    admin.resource(role.build()).create();
    var binding =
        new ClusterRoleBindingBuilder()
            .withMetadata(metadata())
            .withSubjects(subject())
            .withNewRoleRef(RBAC, "ClusterRole", name);
    admin.resource(binding.build()).create();
    awaitEffect(admin, "");
  }

  /** For one namespace only. */
  void within(String namespace, KubernetesClient admin) {
    var role = new RoleBuilder().withMetadata(metadata()).withRules(rules);
    admin.resource(role.build()).inNamespace(namespace).create();
    var binding =
        new RoleBindingBuilder()
            .withMetadata(metadata())
            .withSubjects(subject())
            .withNewRoleRef(RBAC, "Role", name);
    admin.resource(binding.build()).inNamespace(namespace).create();
    awaitEffect(admin, namespace);
  }

  /** The API server takes notice a moment after the writing, and of all rules at once. */
  private void awaitEffect(KubernetesClient admin, String namespace) {
    var rule = rules.getFirst();
    var resource = rule.getResources().getFirst().split("/", 2);
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user)
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withGroup(rule.getApiGroups().getFirst())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : "")
            .withVerb(rule.getVerbs().getFirst())
            .endResourceAttributes()
            .endSpec()
            .build();
    Await.until(
        "rights of " + user, LIMIT, () -> admin.resource(review).create().getStatus().getAllowed());
  }

  private ObjectMeta metadata() {
    return new ObjectMetaBuilder().withName(name).build();
  }

  private Subject subject() {
    return new SubjectBuilder().withApiGroup(RBAC).withKind("User").withName(user).build();
  }
}
