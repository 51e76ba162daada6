package dev.slipway.controllers.quiesce;

import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Rhythm;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Wait;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The maintenance page on its way there and back. It is there before users are sent to it; where it
 * does not come, they are kept out all the same.
 *
 * @param services as they are before they are shut
 */
record PageMove(App app, List<Service> services) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Optional<StepResult> showing(Closing closing) {
    if (!Page.canAnswer(services) || isTaken()) {
      return Optional.empty();
    }
    var wanted = Page.of(app.environment(), services, closing.pageImage());
    if (app.page().isEmpty()) {
      return Optional.of(new Act(new Action.Create(wanted), "the maintenance page starts"));
    }
    var there = app.page().get();
    if (!Page.isLike(there, wanted)) {
      return Optional.of(new Act(new Action.Delete(there), "the maintenance page is an old one"));
    }
    return Page.isReady(there) || closing.elapsed().compareTo(PATIENCE) > 0
        ? Optional.empty()
        : Optional.of(new Wait("the maintenance page to be ready", Rhythm.poll(closing.elapsed())));
  }

  Optional<StepResult> removing() {
    return app.page()
        .filter(Page::isOne)
        .map(it -> new Act(new Action.Delete(it), "the maintenance page goes"));
  }

  /** What users meet, where that is not the page. */
  String note() {
    if (!Page.canAnswer(services)) {
      return "";
    }
    if (isTaken()) {
      return ", without a maintenance page: Deployment %s is there and is not Slipway's"
          .formatted(Page.nameFor(app.environment()));
    }
    return app.page().filter(Page::isReady).isPresent()
        ? ""
        : ", without a maintenance page: Deployment %s does not get ready"
            .formatted(Page.nameFor(app.environment()));
  }

  private boolean isTaken() {
    return app.page().filter(it -> !Page.isOne(it)).isPresent();
  }
}
