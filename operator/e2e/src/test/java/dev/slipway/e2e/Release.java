package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.PreviewSummary;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.Repository;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One MigrationPlan on a cluster, from a file of the example to its end. */
record Release(KubernetesClient client, String namespace, String name) {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String NAME_IN_FILES = "crm-2026-1[12]";
  private static final Set<PlanPhase> ENDS =
      EnumSet.of(
          PlanPhase.SUCCEEDED,
          PlanPhase.ROLLED_BACK,
          PlanPhase.NEEDS_ATTENTION,
          PlanPhase.FAILED,
          PlanPhase.ABORTED);

  /** Applies a plan of the example's under a name of its own; the one it refers to has it, too. */
  static Release start(SampleApp target, String file, String name) {
    return start(target, file, name, yaml -> yaml);
  }

  /**
   * @param change of the text of the file
   */
  static Release start(SampleApp target, String file, String name, UnaryOperator<String> change) {
    try {
      var text = Files.readString(Repository.path(Example.STORY + file));
      var yaml = change.apply(text.replaceAll(NAME_IN_FILES, name));
      var plan = target.client().resource(yaml).inNamespace(target.namespace()).create();
      return new Release(target.client(), target.namespace(), plan.getMetadata().getName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MigrationPlan plan() {
    return resource().require();
  }

  MigrationPlanStatus status() {
    return Objects.requireNonNull(plan().getStatus(), "the operator has seen the plan");
  }

  PlanPhase phase() {
    var status = plan().getStatus();
    return status == null || status.phase() == null ? PlanPhase.PENDING : status.phase();
  }

  boolean hasEnded() {
    return ENDS.contains(phase());
  }

  /** Comes back once the release is in this phase, and fails as soon as it has ended in another. */
  Release await(PlanPhase wanted) {
    Await.until(this + " to be " + wanted, LIMIT, () -> phase() == wanted || hasEnded());
    assertThat(phase()).as(() -> this + ": " + status()).isEqualTo(wanted);
    return this;
  }

  /** Waits until it says that somebody has to act, for this reason and about that. */
  Release awaitStalled(String reason, String words) {
    Await.until(
        this + " to be stalled: " + reason + " " + words,
        LIMIT,
        () ->
            stalled()
                .filter(it -> it.reason().equals(reason) && it.message().contains(words))
                .isPresent());
    return this;
  }

  /** Approves what the preview in status says. */
  Release approve() {
    await(PlanPhase.WAITING_FOR_APPROVAL);
    var preview = preview().digest();
    patch(
        "{\"spec\": {\"approval\": {\"preview\": \"%s\", \"by\": \"%s\"}}}"
            .formatted(preview, me()));
    return this;
  }

  /** As the cluster knows this test: nobody approves in another's name. */
  private String me() {
    var asked = client.resource(new SelfSubjectReview()).create();
    return asked.getStatus().getUserInfo().getUsername();
  }

  /** Decides a conflict about one row, for the environment that is called as its namespace. */
  void resolve(String table, String column, String value, String taken) {
    patch(
        """
        {"spec": {"merge": {"resolve": [{"table": "%s", "key": {"%s": "%s"},
          "take": {"namespace": "%s", "name": "%s"}}]}}}
        """
            .formatted(table, column, value, taken, taken));
  }

  void abort() {
    patch("{\"spec\": {\"abort\": true}}");
  }

  PreviewSummary preview() {
    return Objects.requireNonNull(status().preview(), "the preview was made");
  }

  String file() {
    return Objects.requireNonNull(status().file(), "the file is known");
  }

  Condition condition(String type) {
    return status().conditions().stream()
        .filter(it -> it.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(this + " has no condition " + type));
  }

  /** What all Jobs of this release carry. */
  String run() {
    return plan().getMetadata().getUid();
  }

  @Override
  public String toString() {
    return "release " + namespace + "/" + name;
  }

  private Optional<Condition> stalled() {
    var status = plan().getStatus();
    return status == null
        ? Optional.empty()
        : status.conditions().stream()
            .filter(it -> it.type().equals("Stalled") && it.status() == ConditionStatus.TRUE)
            .findFirst();
  }

  private void patch(String json) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  private Resource<MigrationPlan> resource() {
    return client.resources(MigrationPlan.class).inNamespace(namespace).withName(name);
  }
}
