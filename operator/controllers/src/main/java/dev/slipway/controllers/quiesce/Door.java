package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Fail;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * One Service by which users come in.
 *
 * @param service absent where it is gone, or another one has its name by now
 * @param nameOfShadowIsTaken by a Service that is not ours
 */
record Door(
    AppEnvironment environment,
    RecordedObject recorded,
    Optional<Service> service,
    Optional<Service> shadow,
    boolean nameOfShadowIsTaken) {

  /** What is still to be done until it is shut, and can be gone round by those who validate. */
  Optional<StepResult> closing(HasMetadata holder) {
    return service.flatMap(it -> shadowing(it).or(() -> shutting(it, holder)));
  }

  /** What is still to be done until it is as it was. */
  Optional<StepResult> opening() {
    return service
        .flatMap(this::unlocking)
        .or(() -> service.flatMap(it -> Changes.disowning(it).map(this::disowned)))
        .or(() -> shadow.map(it -> new Act(new Action.Delete(it), name() + " has no shadow now")));
  }

  /** The Service as it was before anything was changed. */
  Optional<Service> asRecorded() {
    return service.map(
        it ->
            new ServiceBuilder(it).editSpec().withSelector(recorded.selector()).endSpec().build());
  }

  boolean isNamed(String wanted) {
    return recorded.name().equals(wanted);
  }

  boolean isShut() {
    return service.stream().allMatch(it -> ShutSelector.isShut(it.getSpec().getSelector()));
  }

  Optional<String> nameOfShadow() {
    return shadow.map(it -> it.getMetadata().getName());
  }

  /** What somebody should know who thinks that it was closed. */
  Optional<String> noteOnClosing() {
    return service.isPresent() ? Optional.empty() : Optional.of(goneWords());
  }

  Optional<String> noteOnOpening() {
    return service
        .map(it -> leadsAsRecorded(it) ? Optional.<String>empty() : Optional.of(elsewhereWords()))
        .orElseGet(() -> Optional.of(goneWords()));
  }

  private Optional<StepResult> shadowing(Service original) {
    if (original.getSpec().getPorts().isEmpty()) {
      return Optional.empty();
    }
    if (shadow.isPresent()) {
      return Shadow.leadsTo(shadow.get(), original, recorded.selector())
          ? Optional.empty()
          : Optional.of(
              new Act(
                  new Action.Delete(shadow.get()), "the shadow of " + name() + " is an old one"));
    }
    return Optional.of(nameOfShadowIsTaken ? taken() : shadowOf(original));
  }

  private StepResult shadowOf(Service original) {
    return new Act(
        new Action.Create(Shadow.of(original, recorded.selector(), environment)),
        name() + " gets a shadow");
  }

  private StepResult taken() {
    return new Fail(
        "NameTaken",
        "Service %s is there and is not Slipway's, which needs this name while %s is closed: rename it"
            .formatted(Shadow.nameFor(recorded.name()), name()));
  }

  private Optional<StepResult> shutting(Service original, HasMetadata holder) {
    if (ShutSelector.isShut(original.getSpec().getSelector())) {
      return Mark.isOn(original, holder) ? Optional.empty() : Optional.of(shut(original, holder));
    }
    return Optional.of(
        leadsAsRecorded(original) && !Mark.isOn(original, holder)
            ? shut(original, holder)
            : contested(original));
  }

  private StepResult shut(Service original, HasMetadata holder) {
    return new Act(
        Changes.marked(
            original,
            Map.of("selector", ShutSelector.shutting(recorded.selector())),
            Mark.of(holder, recorded)),
        name() + " is closed");
  }

  private StepResult contested(Service original) {
    return new Fail(
        "TrafficContested",
        ("somebody else changes the selector of %s: it was %s, and is %s now; have whoever applies"
                + " it (Argo CD, Helm, a pipeline) leave spec.selector alone, then try again")
            .formatted(name(), recorded.selector(), original.getSpec().getSelector()));
  }

  private Optional<StepResult> unlocking(Service original) {
    var there = original.getSpec().getSelector();
    if (ShutSelector.isShut(there)) {
      return Optional.of(
          new Act(
              Changes.unmarked(
                  original, Map.of("selector", ShutSelector.opening(there, recorded.selector()))),
              name() + " is open"));
    }
    return Mark.isOn(original)
        ? Optional.of(
            new Act(
                Changes.unmarked(original, Map.of()), name() + " was opened by somebody before"))
        : Optional.empty();
  }

  private StepResult disowned(Action action) {
    return new Act(action, "the fields of " + name() + " are anybody's again");
  }

  private boolean leadsAsRecorded(Service original) {
    return original.getSpec().getSelector().equals(recorded.selector());
  }

  private String name() {
    return "Service " + recorded.name();
  }

  private String goneWords() {
    return name() + " is gone, or is another one by now: it was left alone";
  }

  private String elsewhereWords() {
    return name() + " was changed by somebody else meanwhile: it was left as it is";
  }
}
