package dev.slipway.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyRulesTest {
  @Test
  void takeAResourceOfTheCoreGroup() {
    var rule = PolicyRules.on("configmaps", "get", "list");

    assertThat(rule.getApiGroups()).containsExactly("");
    assertThat(rule.getResources()).containsExactly("configmaps");
    assertThat(rule.getVerbs()).containsExactly("get", "list");
  }

  @Test
  void takeASubresourceOfAGroup() {
    var rule = PolicyRules.on("backups.slipway.dev/status", "patch");

    assertThat(rule.getApiGroups()).containsExactly("slipway.dev");
    assertThat(rule.getResources()).containsExactly("backups/status");
  }
}
