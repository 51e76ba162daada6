package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apps that share nothing but a namespace are released side by side. */
class TwoAppsApiIT {
  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease ofCrm = new PlayedRelease(bench, "crm");
  private final PlayedRelease ofShop = new PlayedRelease(bench, "shop");

  @BeforeEach
  void createChains() {
    bench.playDeployments();
    ofCrm.createChain();
    ofShop.createChain();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void oneIsReleasedWhileTheOtherIsClosed() {
    var first = ofCrm.previewed("crm-1", "");
    ofCrm.approve(first);
    ofCrm.closeAndBackUp(first);
    bench.awaitPhase(first, "Migrating");

    var second = ofShop.previewed("shop-1", "");
    ofShop.approve(second);
    ofShop.closeAndBackUp(second);
    ofShop.end(second, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    ofShop.end(second, "LowerFence", new Fenced(false, 1));
    ofShop.end(second, "Validate", new Checked(List.of("front-page")));

    bench.awaitPhase(second, "Succeeded");
    assertThat(bench.get(first).getStatus().phase()).isEqualTo(PlanPhase.MIGRATING);
    assertThat(bench.get(ofShop.environment()).getStatus().queue()).isEmpty();
  }
}
