package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.HeldBy;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.engine.order.FenceOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReopenOrphanTest {
  private static final HeldBy PLAN = new HeldBy("MigrationPlan", "crm-dev", "crm-1", "uid-1");
  private static final App APP =
      new App(Crm.storedEnvironment(), List.of(), List.of(), Optional.empty());

  @Test
  void anAppThatNobodyLeftClosedIsLeftAlone() {
    assertThat(evaluate(null)).isInstanceOf(Done.class);
  }

  @Test
  void awaitsAWorkerOfTheReleaseThatIsGone() {
    var result = evaluate(orphan(List.of("slipway-1-apply-1")));

    assertThat(result)
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.what()).contains("slipway-1-apply-1"));
  }

  @Test
  void lowersTheFenceBeforeAnythingIsOpened() {
    var result = evaluate(orphan(List.of()));

    assertThat(result)
        .isInstanceOfSatisfying(
            Act.class,
            act -> {
              var order = ((Action.StartJob) act.action()).job().order();
              assertThat(order)
                  .isInstanceOfSatisfying(
                      FenceOrder.class, fence -> assertThat(fence.raised()).isFalse());
              assertThat(order.step().step()).isEqualTo("LowerOrphanedFence");
            });
  }

  private static StepResult evaluate(@Nullable Orphan orphan) {
    return new ReopenOrphan()
        .evaluate(
            new EnvironmentView(
                Crm.storedEnvironment(),
                null,
                Crm.appObjects(),
                EnvironmentUsers.NONE,
                List.of(),
                "slipway:test",
                Instant.parse("2026-11-21T09:00:00Z"),
                Instant.MIN,
                orphan));
  }

  private static Orphan orphan(List<String> atWork) {
    return new Orphan(APP, List.of(PLAN), atWork, JobAttempts.NONE);
  }
}
