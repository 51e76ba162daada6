package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What helm says at the end of an installation. */
class NotesApiIT {
  private final InstalledChart installed = InstalledChart.shared();

  @AfterEach
  void installAgain() {
    installed.install();
  }

  @Test
  void saysWhatToDoNext() {
    assertThat(installed.install())
        .contains(
            "helm test slipway -n slipway-system",
            "kubectl create rolebinding approvers -n crm-prod --clusterrole=slipway-approver",
            "kubectl get appenv -A")
        .doesNotContain("It may not yet", "ApprovalNotEnforced");
  }

  @Test
  void saysWhatIsMissing() {
    var words = installed.chart().install("policies.create=false", "roles.create=false");

    assertThat(words)
        .contains("--set 'grant.namespaces={NAMESPACE}'", "ApprovalNotEnforced")
        .doesNotContain("slipway-approver");
  }
}
