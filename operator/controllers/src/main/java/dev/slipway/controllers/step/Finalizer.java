package dev.slipway.controllers.step;

import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps an object from going while it is closed what it would have to open again. */
public final class Finalizer {
  private static final String NAME = "slipway.dev/reopen";

  private Finalizer() {}

  /** One that is going already is kept from nothing any more. */
  public static StepResult hold(HasMetadata object) {
    if (isHeld(object) || object.getMetadata().getDeletionTimestamp() != null) {
      return new Done("held until it is undone");
    }
    var all = Stream.concat(finalizers(object).stream(), Stream.of(NAME)).toList();
    return new Act(change(object, all), "held until it is undone");
  }

  public static boolean isHeld(HasMetadata object) {
    return finalizers(object).contains(NAME);
  }

  public static Action release(HasMetadata object) {
    return change(object, finalizers(object).stream().filter(it -> !it.equals(NAME)).toList());
  }

  private static List<String> finalizers(HasMetadata object) {
    var finalizers = object.getMetadata().getFinalizers();
    return finalizers == null ? List.of() : finalizers;
  }

  private static Action change(HasMetadata object, List<String> finalizers) {
    return new Action.Change(object, Map.of("metadata", Map.of("finalizers", finalizers)));
  }
}
