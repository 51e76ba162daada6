package dev.slipway.controllers.quiesce;

import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends the users of one Service to the pods of another, and back: by other values of the same keys
 * of its selector, so that whoever applies the old manifest replaces them instead of adding to
 * them.
 *
 * @param app any of the namespace
 * @param from the Service that users come by
 * @param to the Service whose pods are to answer
 * @param by who does it
 */
public record TrafficSwitch(App app, String from, String to, String by) {
  private static final Duration RECHECK = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofSeconds(2);

  public StepResult forth() {
    return service(from)
        .flatMap(door -> service(to).map(other -> forth(door, other)))
        .orElseGet(this::byHand);
  }

  public StepResult back() {
    return service(from).map(this::back).orElseGet(this::byHand);
  }

  private StepResult forth(Service door, Service other) {
    if (isClosed(door) || isClosed(other)) {
      return closed(isClosed(door) ? from : to);
    }
    var wanted = other.getSpec().getSelector();
    var mark = SwitchMark.on(door);
    if (mark.isPresent()) {
      return door.getSpec().getSelector().equals(wanted)
          ? new Done("users of Service " + from + " are sent to the pods of Service " + to)
          : contested(door, mark.get());
    }
    return obstacle(door, other).orElseGet(() -> switched(door, wanted));
  }

  private Optional<StepResult> obstacle(Service door, Service other) {
    var there = door.getSpec().getSelector();
    var wanted = other.getSpec().getSelector();
    if (there.isEmpty() || !there.keySet().equals(wanted.keySet())) {
      return Optional.of(
          stall(
              "the selectors of Service %s (%s) and Service %s (%s) have different keys, and whoever applies the old manifest would mix them: give both the same keys, or change the selector of Service %s yourself"
                  .formatted(from, there, to, wanted, from)));
    }
    return ports(door).equals(ports(other))
        ? Optional.empty()
        : Optional.of(
            stall(
                "the ports of Service %s lead to %s and those of Service %s to %s: give both the same target ports, or switch by hand"
                    .formatted(from, ports(door), to, ports(other))));
  }

  private StepResult switched(Service door, Map<String, String> wanted) {
    var mark = new SwitchMark(by, door.getSpec().getSelector(), wanted);
    return new Act(
        change(door, mark.json(), wanted),
        "users of Service " + from + " are sent to the pods of Service " + to);
  }

  private StepResult back(Service door) {
    if (isClosed(door)) {
      return closed(from);
    }
    return SwitchMark.on(door).map(mark -> back(door, mark)).orElseGet(() -> disowned(door));
  }

  private StepResult back(Service door, SwitchMark mark) {
    var there = door.getSpec().getSelector();
    var words = "users of Service " + from + " are sent back to where they were";
    if (there.equals(mark.before())) {
      return new Act(change(door, null, Map.of()), words);
    }
    return there.equals(mark.after())
        ? new Act(change(door, null, mark.before()), words)
        : contested(door, mark);
  }

  /** What we gave back is its owner's again. */
  private StepResult disowned(Service door) {
    return Changes.disowning(door)
        .<StepResult>map(
            it -> new Act(it, "the fields of Service " + from + " are anybody's again"))
        .orElseGet(() -> new Done("users of Service " + from + " are where they were"));
  }

  private StepResult contested(Service door, SwitchMark mark) {
    return new Stall(
        "TrafficContested",
        ("somebody else changes the selector of Service %s: it was %s, was switched to %s, and is %s now; have whoever applies it"
                + " (Argo CD, Helm, a pipeline) leave spec.selector alone and set it to one of the two, and it goes on by itself")
            .formatted(from, mark.before(), mark.after(), door.getSpec().getSelector()),
        RECHECK);
  }

  private StepResult byHand() {
    return stall(
        "Service %s and Service %s have to be in namespace %s to be switched: otherwise point what leads your users to %s (Ingress, Gateway, DNS) to %s yourself, and back again the same way"
            .formatted(from, to, app.environment().getMetadata().getNamespace(), from, to));
  }

  private static StepResult stall(String words) {
    return new Stall("SwitchByHand", words, RECHECK);
  }

  private static StepResult closed(String service) {
    return new Wait("Service " + service + ", which is closed by a release or restore", POLL);
  }

  private static boolean isClosed(Service service) {
    return Mark.isOn(service) || ShutSelector.isShut(service.getSpec().getSelector());
  }

  private static Map<Integer, IntOrString> ports(Service service) {
    return service.getSpec().getPorts().stream()
        .collect(Collectors.toMap(ServicePort::getPort, TrafficSwitch::target, (one, _) -> one));
  }

  private static IntOrString target(ServicePort port) {
    return Objects.requireNonNullElseGet(
        port.getTargetPort(), () -> new IntOrString(port.getPort()));
  }

  private Optional<Service> service(String name) {
    return app.service(name).flatMap(ServiceSeen::service);
  }

  private static Action change(
      Service service, @Nullable String mark, Map<String, String> selector) {
    var annotations = new LinkedHashMap<String, @Nullable String>();
    annotations.put(Labels.SWITCHED, mark);
    var change = new LinkedHashMap<String, Object>();
    change.put("metadata", Map.of("annotations", annotations));
    if (!selector.isEmpty()) {
      change.put("spec", Map.of("selector", selector));
    }
    return new Action.Change(service, change);
  }
}
