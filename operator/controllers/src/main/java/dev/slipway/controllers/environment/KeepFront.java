package dev.slipway.controllers.environment;

import dev.slipway.controllers.quiesce.Front;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;

/** The Service that users come in by is there where Slipway has to own it, and leads to the app. */
final class KeepFront implements EnvironmentStep {
  @Override
  public StepResult evaluate(EnvironmentView seen) {
    var name = Front.nameIn(seen.environment());
    var health = seen.spec().health();
    if (name == null || health == null) {
      return new Done("users come in by the app's own Services");
    }
    if (seen.isBusy()) {
      return new Done("whoever has closed the app opens it again");
    }
    var original = service(seen, health.service()).orElseThrow(); // references were found
    return new Front(seen.environment(), name, original, service(seen, name)).whileOpen();
  }

  private static Optional<Service> service(EnvironmentView seen, String name) {
    return seen.objects().services().stream()
        .filter(it -> it.getMetadata().getName().equals(name))
        .findFirst();
  }
}
