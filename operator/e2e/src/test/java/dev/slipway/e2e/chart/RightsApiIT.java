package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.kube.Chart;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Asks the API server for every verb on everything that it has, whether the operator may: the
 * answers are the tables of operator/docs/rights.md, no less and no more.
 */
class RightsApiIT {
  private final Rights rights = new Rights(InstalledChart.shared().admin());

  @Test
  void everywhereItMayDoWhatItsPageSays() {
    assertThat(rights.ofOperator(InstalledChart.OTHER))
        .isEqualTo(RightsPage.table("Everywhere").rights());
  }

  @Test
  void whereItIsGrantedItMayDoWhatItsPageSays() {
    var wanted =
        RightsPage.table("Everywhere").and(RightsPage.table("In a namespace that is granted"));

    assertThat(rights.ofOperator(InstalledChart.GRANTED)).isEqualTo(wanted.rights());
  }

  @Test
  void besideItselfItMayDoWhatItsPageSays() {
    var wanted = RightsPage.table("Everywhere").and(RightsPage.table("In its own namespace"));

    assertThat(rights.ofOperator(Chart.NAMESPACE)).isEqualTo(wanted.rights());
  }

  @Test
  void acrossAllNamespacesItMayDoNoMoreThanEverywhere() {
    assertThat(rights.ofOperator("")).isEqualTo(RightsPage.table("Everywhere").rights());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get secrets",
        "list secrets",
        "watch secrets",
        "create pods",
        "create pods/exec",
        "get pods/exec",
        "create pods/attach",
        "create pods/portforward",
        "patch pods/ephemeralcontainers",
        "create serviceaccounts/token",
        "impersonate users",
        "get nodes",
        "get nodes/proxy",
        "create rolebindings.rbac.authorization.k8s.io",
        "escalate clusterroles.rbac.authorization.k8s.io",
        "bind clusterroles.rbac.authorization.k8s.io",
        "patch validatingadmissionpolicies.admissionregistration.k8s.io",
        "delete validatingadmissionpolicybindings.admissionregistration.k8s.io",
        "patch customresourcedefinitions.apiextensions.k8s.io",
        "patch namespaces",
        "delete statefulsets.apps",
        "create statefulsets.apps",
        "create horizontalpodautoscalers.autoscaling",
        "create appenvironments.slipway.dev",
        "delete appenvironments.slipway.dev",
        "create migrationplans.slipway.dev",
        "approve migrationplans.slipway.dev",
        "reopen appenvironments.slipway.dev",
        "* *"
      })
  void evenWhereItIsGrantedItMayNot(String right) {
    assertThat(rights.mayOperator(InstalledChart.GRANTED, right)).isFalse();
  }

  @Test
  void itMayAskOnlyForItsOwnPolicies() {
    assertThat(rights.mayOperatorGetPolicy("slipway-approvers")).isTrue();
    assertThat(rights.mayOperatorGetPolicy("somebody-elses")).isFalse();
  }

  @Test
  void thePageSpeaksOfNoSecrets() {
    assertThat(RightsPage.all().rights())
        .noneMatch(it -> Set.of("secrets").contains(it.resource()));
  }
}
