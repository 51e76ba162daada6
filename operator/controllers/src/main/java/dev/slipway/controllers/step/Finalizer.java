package dev.slipway.controllers.step;

import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps an object from going while it is closed what it would have to open again. */
public final class Finalizer {
  private static final String REOPEN = "slipway.dev/reopen";

  private Finalizer() {}

  /** One that is going already is kept from nothing any more. */
  public static StepResult hold(HasMetadata object) {
    return hold(object, REOPEN, "held until it is undone");
  }

  /**
   * The same for another reason.
   *
   * @param name of the finalizer
   */
  public static StepResult hold(HasMetadata object, String name, String note) {
    if (isHeld(object, name) || object.getMetadata().getDeletionTimestamp() != null) {
      return new Done(note);
    }
    return new Act(
        change(object, Stream.concat(finalizers(object).stream(), Stream.of(name)).toList()), note);
  }

  public static boolean isHeld(HasMetadata object) {
    return isHeld(object, REOPEN);
  }

  public static boolean isHeld(HasMetadata object, String name) {
    return finalizers(object).contains(name);
  }

  public static Action release(HasMetadata object) {
    return release(object, REOPEN);
  }

  public static Action release(HasMetadata object, String name) {
    return change(object, finalizers(object).stream().filter(it -> !it.equals(name)).toList());
  }

  private static List<String> finalizers(HasMetadata object) {
    var finalizers = object.getMetadata().getFinalizers();
    return finalizers == null ? List.of() : finalizers;
  }

  private static Action change(HasMetadata object, List<String> finalizers) {
    return new Action.Change(object, Map.of("metadata", Map.of("finalizers", finalizers)));
  }
}
