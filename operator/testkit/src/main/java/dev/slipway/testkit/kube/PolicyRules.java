package dev.slipway.testkit.kube;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;

/** What a user may do, said shortly. */
public final class PolicyRules {
  private PolicyRules() {}

  /** Verbs on a resource, written as kubectl does: {@code deployments.apps/scale}. */
  public static PolicyRule on(String resource, String... verbs) {
    int slash = resource.indexOf('/');
    var name = slash < 0 ? resource : resource.substring(0, slash);
    var subresource = slash < 0 ? "" : resource.substring(slash);
    int dot = name.indexOf('.');
    var plural = dot < 0 ? name : name.substring(0, dot);
    return new PolicyRuleBuilder()
        .withApiGroups(dot < 0 ? "" : name.substring(dot + 1))
        .withResources(plural + subresource)
        .withVerbs(verbs)
        .build();
  }
}
