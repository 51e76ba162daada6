package dev.slipway.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a chart whose CRDs lacked a field to this one, while a release holds an app. */
class UpgradeApiIT {
  private static final String NAMESPACE = InstalledChart.GRANTED;
  private static final String FIELD = "observeEvery";
  private static final String EVERY_HOUR = "1h";
  private static final String NEW_FIELD = "{\"spec\": {\"" + FIELD + "\": \"" + EVERY_HOUR + "\"}}";
  private static final String BUSY =
      "{\"status\": {\"busyWith\": {\"kind\": \"MigrationPlan\", \"name\": \"crm-2026-11\"}}}";

  private final InstalledChart installed = InstalledChart.shared();
  private final Path previous = Scratch.folder("previous-chart");

  @BeforeEach
  void installPrevious() throws IOException {
    var chart = Repository.path("helm/slipway");
    try (var files = Files.walk(chart)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = previous.resolve(chart.relativize(file).toString());
        Files.createDirectories(requireNonNull(copy.getParent()));
        Files.writeString(copy, withoutField(Files.readString(file, UTF_8)), UTF_8);
      }
    }
    installed.install(previous);
    Manifest.of("environment.yaml").create(installed.admin(), NAMESPACE);
  }

  @AfterEach
  void installAgain() {
    installed.install();
    installed.clear(NAMESPACE);
    Scratch.delete(previous);
  }

  @Test
  void theKindsGetTheirNewFieldsAndTheObjectsStayAsTheyAre() {
    Await.until("the field to be unknown", InstalledChart.LIMIT, () -> !takesTheField());
    environment().subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), BUSY);
    var before = environment().require();

    installed.install();

    Await.until("the field to be known", InstalledChart.LIMIT, this::takesTheField);
    var after = environment().require();
    assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
    assertThat(after.getSpec()).isEqualTo(before.getSpec());
    assertThat(after.getStatus()).isEqualTo(before.getStatus());
    assertThat(requireNonNull(after.getStatus()).busyWith()).isNotNull();
  }

  /** Nothing is changed. What the kind does not know the API server drops. */
  private boolean takesTheField() {
    var patched = environment().dryRun().patch(PatchContext.of(PatchType.JSON_MERGE), NEW_FIELD);
    return EVERY_HOUR.equals(patched.getSpec().observeEvery());
  }

  private Resource<AppEnvironment> environment() {
    return installed.admin().resources(AppEnvironment.class).inNamespace(NAMESPACE).withName("crm");
  }

  /** The field's lines are those that are further in than its name. */
  private static String withoutField(String yaml) {
    var kept = new StringBuilder();
    var depth = Integer.MAX_VALUE;
    for (var line : yaml.split("(?<=\n)", -1)) {
      var indent = line.length() - line.stripLeading().length();
      if (line.strip().equals(FIELD + ":")) {
        depth = indent;
      } else if (indent <= depth) {
        depth = Integer.MAX_VALUE;
        kept.append(line);
      }
    }
    return kept.toString();
  }
}
