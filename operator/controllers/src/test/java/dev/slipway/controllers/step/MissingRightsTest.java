package dev.slipway.controllers.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.step.StepResult.Stall;
import org.junit.jupiter.api.Test;

class MissingRightsTest {
  private static final String WORDS =
      "jobs.batch is forbidden: User \"system:serviceaccount:slipway-system:slipway\" cannot list"
          + " resource \"jobs\" in API group \"batch\" in the namespace \"crm-dev\"";

  @Test
  void namesTheNamespaceThatIsToBeGranted() {
    assertThat(MissingRights.stall("crm-prod", WORDS))
        .isInstanceOfSatisfying(
            Stall.class,
            stall -> {
              assertThat(stall.reason()).isEqualTo("NotGranted");
              assertThat(stall.message())
                  .contains("may not work in namespace crm-dev", "grant.namespaces")
                  .doesNotContain("crm-prod");
            });
  }

  @Test
  void takesTheObjectsOwnNamespaceWhereTheApiServerNamesNone() {
    assertThat(MissingRights.stall("crm-prod", "forbidden"))
        .isInstanceOfSatisfying(
            Stall.class, stall -> assertThat(stall.message()).contains("namespace crm-prod"));
  }
}
