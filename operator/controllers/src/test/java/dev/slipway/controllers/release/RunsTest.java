package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.RunStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {
  @ParameterizedTest
  @CsvSource({
    // where the plan is, the nonce, whether it was aborted, and whether it runs again
    "SUCCEEDED, again, false, true",
    "ROLLED_BACK, again, false, true",
    "FAILED, again, false, true",
    "SUCCEEDED, '', false, false",
    "ABORTED, again, true, false",
    "MIGRATING, again, false, false",
    "NEEDS_ATTENTION, again, false, false",
  })
  void begunAnewOnlyOnceTheOneBeforeHasEnded(
      PlanPhase phase, String nonce, boolean aborted, boolean expected) {
    var seen = aRelease().spec(Map.of("runNonce", nonce, "abort", aborted)).in(phase).view();

    assertThat(Runs.isWantedAgain(seen.plan())).isEqualTo(expected);
  }

  @Test
  void noneIsMadeTwice() {
    var plan = aRelease().spec(Map.of("runNonce", "again")).in(PlanPhase.FAILED).view().plan();

    plan.setStatus(Runs.anew(plan));
    assertThat(Runs.nonceOf(plan)).isEqualTo("again");
    assertThat(plan.getStatus().steps()).isEmpty();

    assertThat(Runs.withEnd(plan, PlanPhase.SUCCEEDED, null))
        .containsExactly(new RunStatus("again", "Succeeded", null));
  }

  /** What an earlier run did under the same id would pass for its own. */
  @Test
  void keepTheirNonceWhateverTheSpecSaysByNow() {
    var plan = aRelease().spec(Map.of("runNonce", "again")).in(PlanPhase.FAILED).view().plan();
    plan.setStatus(Runs.anew(plan));
    var cleared = aRelease().view().plan();
    cleared.setStatus(plan.getStatus());

    assertThat(Runs.nonceOf(cleared)).isEqualTo("again");
  }

  /** Its ledger rows, backups and undo files are its own. */
  @Test
  void eachHasAnIdOfItsOwn() {
    var plan = aRelease().spec(Map.of("runNonce", "again")).in(PlanPhase.FAILED).view();
    var first = plan.run();
    var backup = BackUp.name(plan);

    plan.plan().setStatus(Runs.anew(plan.plan()));

    assertThat(plan.run()).isNotEqualTo(first);
    assertThat(BackUp.name(plan)).isNotEqualTo(backup);
  }
}
