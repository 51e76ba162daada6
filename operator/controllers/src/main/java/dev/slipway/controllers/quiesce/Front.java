package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Maintenance;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Service of ours by which users come in, where an environment names one: it leads where the
 * app's own does, for as long as nobody has closed it. Nobody owns it, so that it outlives the
 * environment: an Ingress may still name it.
 *
 * @param original the app's own Service
 * @param there what has the name of the front
 */
public record Front(
    AppEnvironment environment, String name, Service original, Optional<Service> there) {
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration RECHECK = Duration.ofMinutes(1);

  /** Its name; absent where the environment wants none. */
  public static @Nullable String nameIn(AppEnvironment environment) {
    Maintenance maintenance = environment.getSpec().maintenance();
    return maintenance == null ? null : maintenance.front();
  }

  /** Whether it is, or was, the front of this environment. */
  static boolean isOf(AppEnvironment environment, Service service) {
    var labels = service.getMetadata().getLabels();
    return labels != null
        && "slipway".equals(labels.get(MANAGED_BY))
        && environment.getMetadata().getName().equals(labels.get(Labels.FRONT_OF));
  }

  /** What is to be done while the app is open until it leads there. */
  public StepResult whileOpen() {
    if (isClosed(original) || there.filter(Front::isClosed).isPresent()) {
      return new Wait("Service " + name + ", which is closed, to be opened again", POLL);
    }
    if (original.getSpec().getSelector().isEmpty()) {
      return new Stall(
          "ReferenceMissing",
          "Service %s has no selector, so that Service %s in front of it could lead nowhere: name one that has in health.service"
              .formatted(original.getMetadata().getName(), name),
          RECHECK);
    }
    return there.map(this::kept).orElseGet(this::made);
  }

  private StepResult made() {
    return new Act(new Action.Create(wanted()), "Service " + name + " is made: " + inWords());
  }

  private StepResult kept(Service front) {
    if (!isOf(environment, front)) {
      return new Stall(
          "NameTaken",
          "Service %s is there and is not Slipway's for this environment, so it is left alone: give maintenance.front another name, or take that Service away"
              .formatted(name),
          RECHECK);
    }
    return Shadow.leadsTo(front, original, original.getSpec().getSelector())
        ? new Done(inWords())
        : new Act(
            Changes.of(front, corrected(front)), "Service " + name + " follows: " + inWords());
  }

  /** A key that the app's own Service lacks has to be named to go. */
  private Map<String, Object> corrected(Service front) {
    var selector = new LinkedHashMap<String, @Nullable String>();
    front.getSpec().getSelector().keySet().forEach(key -> selector.put(key, null));
    selector.putAll(original.getSpec().getSelector());
    return Map.of("selector", selector, "ports", Shadow.ports(original));
  }

  private Service wanted() {
    var metadata = environment.getMetadata();
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(metadata.getNamespace())
        .withLabels(Map.of(MANAGED_BY, "slipway", Labels.FRONT_OF, metadata.getName()))
        .endMetadata()
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(original.getSpec().getSelector())
        .withPorts(Shadow.ports(original))
        .endSpec()
        .build();
  }

  private String inWords() {
    return "Service %s leads where Service %s does"
        .formatted(name, original.getMetadata().getName());
  }

  private static boolean isClosed(Service service) {
    return Mark.isOn(service) || ShutSelector.isShut(service.getSpec().getSelector());
  }
}
