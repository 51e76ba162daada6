package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The Services by which users come in: closed, and opened again. Meanwhile they lead to the
 * maintenance page.
 */
public final class Doors {
  private static final String SERVICE = "Service";

  private Doors() {}

  /** Fails where somebody else opens a Service again: they would go on doing so. */
  public static StepResult close(App app, QuiesceRecord record, Closing closing) {
    var front = Front.nameIn(app.environment());
    if (front != null && doors(app, record).noneMatch(it -> it.isNamed(front))) {
      return new Fail(
          "ReferenceMissing",
          "there is no Service %s of Slipway's by which users could be kept out; nothing was changed. Look at the environment's conditions, and try again once it is Ready"
              .formatted(front));
    }
    var page =
        new PageMove(app, doors(app, record).flatMap(it -> it.asRecorded().stream()).toList());
    return page.showing(closing)
        .or(() -> first(app, record, door -> door.closing(closing.holder())))
        .orElseGet(
            () -> done("users are kept out" + page.note(), app, record, Door::noteOnClosing));
  }

  /** Never fails, and leaves alone what is not closed by us. */
  public static StepResult open(App app, QuiesceRecord record) {
    return first(app, record, Door::opening)
        .or(() -> new PageMove(app, List.of()).removing())
        .orElseGet(() -> done("users are let in", app, record, Door::noteOnOpening));
  }

  /** Whether nobody has opened a Service that was closed: if somebody did, users may be in. */
  public static boolean areShut(App app, QuiesceRecord record) {
    return doors(app, record).allMatch(Door::isShut);
  }

  /** The Service that leads to the app while this one leads nowhere. */
  public static String shadowOf(String service) {
    return Shadow.nameFor(service);
  }

  /** The Services by which the app is reached while users are kept out. */
  public static List<String> shadows(App app, QuiesceRecord record) {
    return doors(app, record).flatMap(door -> door.nameOfShadow().stream()).toList();
  }

  private static Optional<StepResult> first(
      App app, QuiesceRecord record, Function<Door, Optional<StepResult>> move) {
    return doors(app, record).flatMap(door -> move.apply(door).stream()).findFirst();
  }

  private static StepResult done(
      String what, App app, QuiesceRecord record, Function<Door, Optional<String>> note) {
    var notes = doors(app, record).flatMap(door -> note.apply(door).stream()).toList();
    return new Done(notes.isEmpty() ? what : what + "; " + Words.join(notes));
  }

  private static Stream<Door> doors(App app, QuiesceRecord record) {
    return record.recorded().stream()
        .filter(recorded -> recorded.kind().equals(SERVICE))
        .map(recorded -> door(app, recorded));
  }

  private static Door door(App app, RecordedObject recorded) {
    var seen = app.service(recorded.name());
    return new Door(
        app.environment(),
        recorded,
        seen.flatMap(ServiceSeen::service)
            .filter(service -> service.getMetadata().getUid().equals(recorded.uid())),
        seen.flatMap(ServiceSeen::shadow),
        app.service(shadowOf(recorded.name())).flatMap(ServiceSeen::service).isPresent());
  }
}
