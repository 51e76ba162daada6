package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart's roles for people let somebody do who has that role and no other. */
class PeopleApiIT {
  private static final InstalledChart INSTALLED = InstalledChart.shared();
  private static final String NAMESPACE = InstalledChart.GRANTED;
  private static final List<String> ROLES =
      List.of(
          "slipway-view", "slipway-edit", "slipway-admin", "slipway-releaser", "slipway-approver");

  private final Rights rights = new Rights(INSTALLED.admin());

  /** Each role to somebody of its own name. */
  @BeforeAll
  static void bind() {
    for (var role : ROLES) {
      var binding =
          new RoleBindingBuilder()
              .withNewMetadata()
              .withName(role)
              .withNamespace(NAMESPACE)
              .endMetadata()
              .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
              .addNewSubject("rbac.authorization.k8s.io", "User", role, null)
              .build();
      INSTALLED.admin().resource(binding).serverSideApply();
    }
    Await.until(
        "the last of these rights",
        InstalledChart.LIMIT,
        () ->
            new Rights(INSTALLED.admin())
                .may("slipway-approver", NAMESPACE, "approve migrationplans.slipway.dev"));
  }

  @ParameterizedTest
  @CsvSource({
    "slipway-view, get migrationplans",
    "slipway-view, list appenvironments",
    "slipway-edit, create migrationplans",
    "slipway-edit, delete backups",
    "slipway-edit, create restores",
    "slipway-admin, create appenvironments",
    "slipway-releaser, create migrationplans",
    "slipway-releaser, watch appenvironments",
    "slipway-releaser, create backups",
    "slipway-approver, approve migrationplans",
    "slipway-approver, patch migrationplans",
    "slipway-approver, create restores",
    "slipway-approver, reopen appenvironments"
  })
  void may(String role, String right) {
    assertThat(rights.may(role, NAMESPACE, right + ".slipway.dev")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "slipway-view, create migrationplans",
    "slipway-view, patch appenvironments",
    "slipway-edit, patch appenvironments",
    "slipway-edit, create appenvironments",
    "slipway-edit, approve migrationplans",
    "slipway-edit, reopen appenvironments",
    "slipway-admin, approve migrationplans",
    "slipway-releaser, approve migrationplans",
    "slipway-releaser, create restores",
    "slipway-releaser, patch appenvironments",
    "slipway-releaser, reopen appenvironments",
    "slipway-approver, create migrationplans",
    "slipway-approver, delete backups",
    "slipway-approver, patch appenvironments",
    "slipway-approver, patch migrationplans/status"
  })
  void mayNot(String role, String right) {
    var words = right.split(" ", 2);
    var resource = words[1].replaceFirst("(?=/|$)", ".slipway.dev");

    assertThat(rights.may(role, NAMESPACE, words[0] + " " + resource)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"slipway-view, view", "slipway-edit, edit", "slipway-admin, admin"})
  void isPartOfTheClustersOwn(String role, String own) {
    assertThat(labels(role)).containsEntry("rbac.authorization.k8s.io/aggregate-to-" + own, "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slipway-releaser", "slipway-approver"})
  void comesWithNoOtherRole(String role) {
    assertThat(labels(role).keySet()).noneMatch(it -> it.contains("aggregate-to"));
  }

  private static Map<String, String> labels(String role) {
    return INSTALLED
        .admin()
        .resources(ClusterRole.class)
        .withName(role)
        .require()
        .getMetadata()
        .getLabels();
  }
}
