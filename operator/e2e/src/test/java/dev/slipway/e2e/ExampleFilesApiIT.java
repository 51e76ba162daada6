package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.KubeApi;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files below examples/, as kubectl takes them to a real API server in the order of README. */
class ExampleFilesApiIT {
  private static final String STORY = "examples/one-way-release/";

  private final KubeApi kube = KubeApi.shared();

  @Test
  void theServerOfTheStoresIsTaken() {
    apply(STORY + "namespaces.yaml");

    apply(STORY + "s3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging", "production"})
  void everyEnvironmentIsTaken(String environment) {
    apply(STORY + "namespaces.yaml");

    apply(STORY + environment);
    apply(STORY + "every-environment", "--namespace=" + namespaceOf(environment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"to-staging.yaml", "to-production.yaml", "taken-back", "two-teams"})
  void everyPlanIsTaken(String plan) {
    apply(STORY + "namespaces.yaml");

    apply(STORY + plan);
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.e2e.pages.Stories#besideTheFirst")
  void everyOtherStoryIsTaken(String story) {
    apply(STORY + "namespaces.yaml");
    var own = Repository.path("examples/" + story + "/namespaces.yaml");
    if (Files.exists(own)) {
      apply("examples/" + story + "/namespaces.yaml");
    }

    apply("examples/" + story, "--recursive");
  }

  private static String namespaceOf(String environment) {
    return switch (environment) {
      case "development" -> "crm-dev";
      case "staging" -> "crm-staging";
      default -> "crm-prod";
    };
  }

  /** Field names are checked strictly, so that a misspelt one is no success. */
  private void apply(String path, String... more) {
    var file = Repository.path(path).toString();
    var options = String.join(" ", more);

    var line = ("apply --validate=strict -f " + file + " " + options).strip().split(" ");
    var answer = kube.kubectl(line);

    assertThat(answer.exitCode()).as(answer.output()).isZero();
    assertThat(answer.output()).doesNotContain("Warning");
  }
}
