package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.SourceFile;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.BuildOrder;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.MergeOrder;
import dev.slipway.engine.order.Merged;
import dev.slipway.engine.order.Merged.Brought;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A plan that is built from several environments. */
class MergedReleaseTest {
  private static final String BASE = "sha256:" + "ba".repeat(32);
  private static final String JOINED = "sha256:" + "10".repeat(32);

  private final ReleasePlanner planner = new ReleasePlanner();

  @Test
  void buildsEachSourceWhereItIs() {
    var first = job(merging().at("Build").view());
    var second = job(built(1).at("Build2").view());

    assertThat(first.environment().getMetadata().getNamespace()).isEqualTo("crm-dev");
    assertThat(second.environment().getMetadata().getNamespace()).isEqualTo("crm-dev-b");
    assertThat(second.order()).isInstanceOf(BuildOrder.class);
    assertThat(second.name()).doesNotEndWith("build-2").isNotEqualTo(first.name());
  }

  @Test
  void joinsThemInTheTargetOverWhatThatRuns() {
    var job = job(built(2).at("Merge").view());
    var order = (MergeOrder) job.order();

    assertThat(job.environment().getMetadata().getNamespace()).isEqualTo("crm-prod");
    assertThat(order.base()).isEqualTo(BASE);
    assertThat(order.traced()).isTrue();
    assertThat(order.sources())
        .containsExactly(
            new MergeOrder.Source("crm-dev/crm-dev", file(1)),
            new MergeOrder.Source("crm-dev-b/crm-dev", file(2)));
    assertThat(order.resolve()).isEmpty();
  }

  @Test
  void joinsThemOverTheBaseThatIsNamedAndAsPeopleDecided() {
    var other = "sha256:" + "0b".repeat(32);
    var taken = Map.of("namespace", "crm-dev-b", "name", "crm-dev");
    var resolve = Map.of("table", "roles", "key", Map.of("name", "sales"), "take", taken);
    var merge = Map.<String, Object>of("base", other, "resolve", List.of(resolve));

    var order = (MergeOrder) job(built(2).spec(Map.of("merge", merge)).at("Merge").view()).order();

    assertThat(order.base()).isEqualTo(other);
    assertThat(order.traced()).isFalse();
    assertThat(order.resolve())
        .containsExactly(
            new MergeOrder.Decision(
                "roles", new TreeMap<>(Map.of("name", "sales")), "crm-dev-b/crm-dev"));
  }

  @Test
  void saysWhatToDoWhereNothingIsInCommon() {
    var seen = several().at("Merge").view();

    assertThat(stall(seen).reason()).isEqualTo("LineageDiffers");
    assertThat(stall(seen).message()).contains("spec.merge.base");
  }

  @Test
  void asksTheOwnersOfEverySource() {
    var seen = several().sourceWithoutConsent("crm-dev-c").at("FindSource").view();

    assertThat(stall(seen).reason()).isEqualTo("NotConsented");
    assertThat(stall(seen).message()).contains("crm-dev-c");
    assertThat(planner.next(several().at("FindSource").view()).result()).isInstanceOf(Done.class);
  }

  @Test
  void isReadyOnceItIsJoined() {
    var done = new Reported(WorkReport.done("joined", joined()), NOW);
    var seen = built(2).at("Merge").attempt("Merge", 1, done).view();
    var decision = planner.next(seen);

    assertThat(decision.journal().isDone("Merge")).isTrue();
    var status = new ReleaseStatuses(seen, decision).status();
    assertThat(status.file()).isEqualTo(JOINED);
    assertThat(status.sources())
        .containsExactly(
            new SourceFile("crm-dev", "crm-dev", file(1), 3L, 2L, 1L),
            new SourceFile("crm-dev-b", "crm-dev", file(2), 1L, 0L, 0L));
    assertThat(status.conditions())
        .anyMatch(it -> it.type().equals("FilePrepared") && it.status().name().equals("TRUE"));
  }

  @Test
  void isNotReadyBeforeItIsJoined() {
    var decision = planner.next(built(2).at("Build2").view());

    assertThat(decision.journal().isDone("Build2")).isTrue();
    assertThat(new ReleaseStatuses(built(2).at("Build2").view(), decision).status().conditions())
        .noneMatch(it -> it.type().equals("FilePrepared"));
  }

  @Test
  void saysWhereAllConflictsAreAndWaitsForADecision() {
    var seen = built(2).at("Merge").attempt("Merge", 1, refused(NOW)).view();

    assertThat(stall(seen).reason()).isEqualTo("MergeConflict");
    assertThat(stall(seen).message()).contains("s3://releases/merges/1.json", "crm-dev has");
    assertThat(planner.next(seen).phase()).isEqualTo(PlanPhase.BUILDING);
  }

  @Test
  void joinsAgainAtOnceWhenSomebodyDecides() {
    var fixture = built(2).at("Merge").attempt("Merge", 1, refused(NOW)).generation(2);

    var job = job(fixture.view());

    assertThat(job.order()).isInstanceOf(MergeOrder.class);
    assertThat(job.order().step().attempt()).isEqualTo(2);
  }

  @Test
  void buildsAgainAfterAWhileSinceSourcesMayBeMended() {
    var fixture =
        built(2)
            .at("Merge")
            .attempt("Merge", 1, refused(NOW.minus(Duration.ofHours(1))))
            .workedAt("Merge", 1);

    var decision = planner.next(fixture.view());

    assertThat(decision.step()).isEqualTo("Build");
    for (var step : List.of("Build", "Build2", "Merge")) {
      assertThat(decision.journal().isDone(step)).isFalse();
      assertThat(decision.journal().attempts(step)).isEqualTo(2);
    }
  }

  @Test
  void joinsAgainWhenTheTargetRunsAnotherFileByNow() {
    var joined = aJoinedFile();
    joined.runs("sha256:" + "cc".repeat(32));

    var decision = planner.next(joined.view());

    assertThat(decision.step()).isEqualTo("Merge");
    assertThat(decision.phase()).isEqualTo(PlanPhase.BUILDING);
    assertThat(decision.journal().isDone("Build2")).isTrue();
    assertThat(decision.journal().isDone("Merge")).isFalse();
  }

  @Test
  void joinsAgainWhatWasJoinedOverAFileThatIsNotTheTargetsAnyMore() {
    var done = new Reported(WorkReport.done("joined", joined()), NOW);
    var other = "sha256:" + "cc".repeat(32);

    var order =
        (MergeOrder) job(built(2).at("Merge").attempt("Merge", 1, done).runs(other).view()).order();

    assertThat(order.base()).isEqualTo(other);
    assertThat(order.step().attempt()).isEqualTo(2);
  }

  @Test
  void joinsAgainWhatWasJoinedBeforeSomebodyDecidedOtherwise() {
    var done = new Reported(WorkReport.done("joined", joined()), NOW);
    var fixture = built(2).at("Merge").attempt("Merge", 1, done).generation(2);

    assertThat(job(fixture.view()).order().step().attempt()).isEqualTo(2);
  }

  @Test
  void isLeftAloneAsLongAsNothingChanges() {
    assertThat(planner.next(aJoinedFile().view()).step()).isEqualTo("Preview");
  }

  @Test
  void hasNoneOfItOnTheWayOfASingleSource() {
    var plan = aRelease().view().spec();

    assertThat(Route.FORWARD.steps(plan))
        .extracting(PhasedStep::name)
        .contains("Build")
        .doesNotContain("Build2", "Merge");
  }

  private ReleaseFixtures aJoinedFile() {
    var done = new Reported(WorkReport.done("joined", joined()), NOW);
    var seen = built(2).at("Merge").attempt("Merge", 1, done).view();
    var note = planner.next(seen).journal().entry("Merge").orElseThrow().note();
    return built(2)
        .attempt("Merge", 1, done)
        .at("Preview")
        .done("Merge", 1, String.valueOf(note), NOW);
  }

  private static ReleaseFixtures several() {
    return aRelease().sources("crm-dev", "crm-dev-b");
  }

  private static ReleaseFixtures merging() {
    return several().runs(BASE);
  }

  /** Sources up to this one are built. */
  private static ReleaseFixtures built(int sources) {
    var release = merging();
    for (int number = 1; number <= sources; number++) {
      var built = WorkReport.done("built", new Built(file(number), 1, 2, 3));
      release.attempt(Build.step(number), 1, new Reported(built, NOW));
      release.workedAt(Build.step(number), 1);
    }
    return release;
  }

  private static String file(int number) {
    return "sha256:" + ("0" + number).repeat(32);
  }

  private static Merged joined() {
    return new Merged(
        JOINED,
        BASE,
        "s3://releases/merges/1.json",
        1,
        2,
        3,
        1,
        List.of(
            new Brought("crm-dev/crm-dev", file(1), 3, 2, 1),
            new Brought("crm-dev-b/crm-dev", file(2), 1, 0, 0)),
        0,
        List.of());
  }

  private static JobState refused(Instant at) {
    var found =
        new Merged(null, BASE, "s3://releases/merges/1.json", 0, 0, 0, 0, List.of(), 1, List.of());
    var why = new EngineException(FailureCode.MERGE_CONFLICT, "crm-dev/crm-dev has changed it");
    return new Reported(WorkReport.failed(why, found), at);
  }

  private WorkerJob job(ReleaseView seen) {
    assertThat(planner.next(seen).result()).isInstanceOf(Act.class);
    return ((Action.StartJob) ((Act) planner.next(seen).result()).action()).job();
  }

  private Stall stall(ReleaseView seen) {
    assertThat(planner.next(seen).result()).isInstanceOf(Stall.class);
    return (Stall) planner.next(seen).result();
  }
}
