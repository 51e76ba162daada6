package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.Undone;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people read who have nothing but kubectl: {@code kubectl describe} says what is awaited. */
class DescribeApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final UndoFile UNDO = new UndoFile("s3://backups/undo.slipway", "sha256:00");

  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease release = new PlayedRelease(bench, "crm");

  @BeforeEach
  void createChain() {
    bench.playDeployments();
    release.createChain();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void whileTheAppIsOpen() {
    var astray = release.createInto("nowhere", "astray", "");
    assertSays(
        astray,
        "Reason: EnvironmentMissing",
        "Message: there is no AppEnvironment nowhere in namespace "
            + bench.namespace()
            + ": create it, or correct spec.target");

    var building = release.create("building", "");
    assertSays(
        building,
        "Phase: Building",
        "Step: Build",
        "Waiting For: the worker " + job(building, "Build"));

    var lacking = release.create("lacking", "");
    release.end(lacking, "Build", new Built(FILE, 1000, 3, 30));
    release.end(
        lacking,
        "Preview",
        new Previewed(PREVIEW, "s3://p.json", 1, 2, 3, 4, 1, 0, 100L, List.of("API_BASE")));
    assertSays(
        lacking,
        "Reason: VariablesMissing",
        "Message: the file's content refers to variables that the target lacks: API_BASE. Create"
            + " them in the app, or in one of the ConfigMaps and Secrets that spec.variables of"
            + " AppEnvironment crm-prod names; it goes on by itself. Or accept"
            + " missing-variable:API_BASE in spec.accept");

    var waiting = release.previewed("waiting", "");
    assertSays(
        waiting,
        "Waiting For: approval by someone who may approve in "
            + bench.namespace()
            + ": set spec.approval.preview to "
            + PREVIEW
            + ", and by to your name (the app will be closed for about 1m19s)");

    var window = "{start: \"2036-11-28T22:00:00Z\", end: \"2036-11-29T02:00:00Z\"}";
    var shut = release.previewed("shut", "  window: {once: " + window + "}\n");
    release.approve(shut);
    assertSays(
        shut, "Reason: WindowClosed", "Waiting For: the window to open at 2036-11-28T22:00:00Z");

    bench.edit(shut, "{\"spec\": {\"abort\": true}}");
    assertSays(
        shut,
        "Phase: Aborted",
        "Message: aborted, and nothing is changed: the release was aborted");
  }

  @Test
  void whileItIsClosedAndAfterwards() {
    var first = release.previewed("first", "");
    release.approve(first);
    release.closeAndBackUp(first);
    assertSays(
        first, "Phase: Migrating", "Step: Apply", "Waiting For: the worker " + job(first, "Apply"));
    assertSays(
        release.environment(),
        "Type: InMaintenance",
        "Message: MigrationPlan first holds the app until it is open again");

    var second = release.previewed("second", "");
    release.approve(second);
    assertSays(
        second, "Waiting For: position 1 in the queue of crm-prod, behind MigrationPlan first");

    failValidation(first);
    release.fail(first, "Undo", FailureCode.CHANGED_SINCE, "table roles holds what others wrote");
    assertSays(
        first,
        "Phase: NeedsAttention",
        "Reason: Held",
        "Waiting For: a person: set spec.resolve to Retry, Rollback or Reopen, with a new nonce",
        held(first));

    takeBack(first);
    assertSays(
        first,
        "Phase: RolledBack",
        "Reason: ValidationFailed",
        "Message: rolled back: front-page answers 500");

    release.closeAndBackUp(second);
    release.fail(second, "Apply", FailureCode.PREVIEW_STALE, "table roles has changed");
    release.end(second, "LowerLastFence", new Fenced(false, 0));
    assertSays(
        second,
        "Phase: Failed",
        "Reason: PreviewStale",
        "Message: failed, and nothing is changed: table roles has changed");

    var third = release.previewed("third", "");
    release.approve(third);
    release.closeAndBackUp(third);
    release.end(third, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, UNDO));
    release.end(third, "LowerFence", new Fenced(false, 1));
    release.end(third, "Validate", new Checked(List.of("front-page")));
    assertSays(
        third,
        "Phase: Succeeded",
        "Reason: Succeeded",
        "Message: the file is released, validated and open");
    assertThat(bench.get(third).getStatus().message())
        .startsWith("released and open; it was closed for");
  }

  private void failValidation(MigrationPlan plan) {
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, UNDO));
    release.end(plan, "LowerFence", new Fenced(false, 1));
    release.fail(plan, "Validate", FailureCode.VALIDATION_FAILED, "front-page answers 500");
    release.end(plan, "RaiseFenceAgain", new Fenced(true, 1));
  }

  /** As a person tells it to, who has looked. */
  private void takeBack(MigrationPlan plan) {
    bench.edit(plan, "{\"spec\": {\"resolve\": {\"action\": \"Retry\", \"nonce\": \"1\"}}}");
    bench.endWorker(
        plan.getMetadata().getUid(), "Undo", 2, WorkReport.done("done", new Undone("run", null)));
    release.end(plan, "LowerFenceAgain", new Fenced(false, 0));
    release.end(plan, "CheckRestored", new Checked(List.of()));
  }

  /** Why, and the commands as they are to be typed. */
  private String held(MigrationPlan plan) {
    var name = plan.getMetadata().getName() + " -n " + bench.namespace();
    return "Message: others have changed since what the release changed, and the backup would take"
        + " that away, too: table roles holds what others wrote; the app is closed. Answer with one"
        + " of: "
        + answer("Retry", name)
        + " (slipway retry "
        + name
        + ") to try again; "
        + answer("Rollback", name)
        + " (slipway rollback "
        + name
        + ") to take it back; "
        + answer("Reopen", name)
        + " (slipway reopen crm-prod -n "
        + bench.namespace()
        + ") to open the app as it is";
  }

  private static String answer(String action, String plan) {
    return "kubectl patch mplan PLAN --type merge -p '{\"spec\":{\"resolve\":{\"action\":\"ACTION\",\"nonce\":\"1\"}}}'"
        .replace("PLAN", plan)
        .replace("ACTION", action);
  }

  private String job(MigrationPlan plan, String step) {
    return bench.awaitJob(plan.getMetadata().getUid(), step, 1).getMetadata().getName();
  }

  private void assertSays(HasMetadata object, String... lines) {
    var says = Await.holdsWithin(LIMIT, () -> describe(object).containsAll(List.of(lines)));
    assertThat(says ? List.of(lines) : describe(object)).contains(lines);
  }

  /** Each line with single spaces. */
  private List<String> describe(HasMetadata object) {
    var answer =
        KubeApi.shared()
            .kubectl(
                "describe",
                object.getFullResourceName(),
                object.getMetadata().getName(),
                "-n",
                bench.namespace());
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return answer.output().lines().map(it -> it.strip().replaceAll("\\s+", " ")).toList();
  }
}
