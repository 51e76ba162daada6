package dev.slipway.controllers.quiesce;

import static dev.slipway.controllers.quiesce.AppFixtures.HOLDER;
import static dev.slipway.controllers.quiesce.AppFixtures.NOW;
import static dev.slipway.controllers.quiesce.AppFixtures.SELECTOR;
import static dev.slipway.controllers.quiesce.AppFixtures.SHUT;
import static dev.slipway.controllers.quiesce.AppFixtures.mark;
import static dev.slipway.controllers.quiesce.AppFixtures.part;
import static dev.slipway.controllers.quiesce.AppFixtures.record;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedDeployment;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedService;
import static dev.slipway.controllers.quiesce.AppFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrontTest {
  private static final Map<String, String> NONE = Map.of();
  private static final String NAME = "crm-front";

  @Test
  void isMadeWithoutAnOwnerAndLeadsWhereTheAppsOwnDoes() {
    var made = ((Action.Create) action(whileOpen(service(SELECTOR, NONE), null))).object();

    assertThat(made.getMetadata().getName()).isEqualTo(NAME);
    assertThat(made.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(made.getMetadata().getLabels())
        .containsEntry(Labels.FRONT_OF, "crm")
        .containsEntry("app.kubernetes.io/managed-by", "slipway");
    var spec = ((Service) made).getSpec();
    assertThat(spec.getSelector()).isEqualTo(SELECTOR);
    assertThat(spec.getPorts())
        .singleElement()
        .satisfies(port -> assertThat(port.getPort()).isEqualTo(80))
        .satisfies(port -> assertThat(port.getNodePort()).isNull());
  }

  @Test
  void isLeftAsItIsWhereItLeadsThere() {
    assertThat(whileOpen(service(SELECTOR, NONE), front(SELECTOR, NONE))).isInstanceOf(Done.class);
  }

  @Test
  void followsTheAppsOwnAndLosesTheKeysThatThatHasNot() {
    var old = front(Map.of("app", "crm", "version", "1"), NONE);

    var change = (Action.Change) action(whileOpen(service(Map.of("app", "crm2"), NONE), old));

    var spec = part(change.change(), "spec");
    var selector = new HashMap<String, @Nullable String>();
    selector.put("app", "crm2");
    selector.put("version", null);
    assertThat(spec.get("selector")).isEqualTo(selector);
    assertThat(spec.get("ports")).asInstanceOf(LIST).hasSize(1);
  }

  @Test
  void isNeverAServiceOfSomebodyElse() {
    var foreign = service(SELECTOR, NONE);
    var ofAnother =
        new ServiceBuilder(front(SELECTOR, NONE))
            .editMetadata()
            .addToLabels(Labels.FRONT_OF, "another")
            .endMetadata()
            .build();

    for (var taken : List.of(foreign, ofAnother)) {
      assertThat(whileOpen(service(SELECTOR, NONE), taken))
          .isInstanceOfSatisfying(
              Stall.class, it -> assertThat(it.reason()).isEqualTo("NameTaken"));
    }
  }

  @Test
  void isLeftAloneWhileItOrTheAppsOwnIsClosed() {
    var mark = mark(HOLDER, recordedService());

    assertThat(whileOpen(service(Map.of("app", "new"), NONE), front(SHUT, NONE)))
        .isInstanceOf(Wait.class);
    assertThat(whileOpen(service(Map.of("app", "new"), NONE), front(SELECTOR, mark)))
        .isInstanceOf(Wait.class);
    assertThat(whileOpen(service(SHUT, NONE), front(SELECTOR, NONE))).isInstanceOf(Wait.class);
  }

  @Test
  void cannotBeInFrontOfAServiceThatSelectsNobody() {
    assertThat(whileOpen(service(NONE, NONE), null))
        .isInstanceOfSatisfying(
            Stall.class, it -> assertThat(it.reason()).isEqualTo("ReferenceMissing"));
  }

  /** The app's own Service is left to whoever applies it. */
  @Test
  void isTheOnlyDoor() {
    var app = app(environment(NAME), front(SELECTOR, NONE), service(SELECTOR, NONE));

    assertThat(Recording.of(app, NOW).recorded())
        .extracting(it -> it.kind() + " " + it.name())
        .containsExactly("Deployment crm", "Service " + NAME);
  }

  @Test
  void isADoorAsWellOnceTheEnvironmentNamesAnother() {
    var app = app(AppFixtures.environment(), front(SELECTOR, NONE));

    assertThat(Recording.of(app, NOW).recorded())
        .extracting(it -> it.kind() + " " + it.name())
        .contains("Service " + NAME);
  }

  @Test
  void nothingIsClosedWhereItIsMissing() {
    var app = app(environment(NAME), service(SELECTOR, NONE));
    var closing = new Closing(HOLDER, "slipway:test", Duration.ZERO);

    assertThat(Doors.close(app, record(recordedDeployment(2)), closing))
        .isInstanceOfSatisfying(
            Fail.class, it -> assertThat(it.message()).contains("no Service " + NAME));
  }

  private static StepResult whileOpen(Service original, @Nullable Service there) {
    return new Front(environment(NAME), NAME, original, Optional.ofNullable(there)).whileOpen();
  }

  private static Action action(StepResult result) {
    return ((Act) result).action();
  }

  private static Service front(Map<String, String> selector, Map<String, String> annotations) {
    return new ServiceBuilder(service(selector, annotations))
        .editMetadata()
        .withName(NAME)
        .withUid("uid-front")
        .addToLabels("app.kubernetes.io/managed-by", "slipway")
        .addToLabels(Labels.FRONT_OF, "crm")
        .endMetadata()
        .build();
  }

  private static AppEnvironment environment(String front) {
    var environment = AppFixtures.environment();
    var serialization = SlipwaySerialization.create();
    @SuppressWarnings("unchecked")
    Map<String, Object> spec =
        new HashMap<>(serialization.convertValue(environment.getSpec(), Map.class));
    spec.put("maintenance", Map.of("front", front));
    environment.setSpec(serialization.convertValue(spec, AppEnvironmentSpec.class));
    return environment;
  }

  private static App app(AppEnvironment environment, Service... services) {
    return new App(
        environment,
        List.of(AppFixtures.deployment(2, 2, 2, NONE)),
        List.of(services).stream()
            .map(
                it ->
                    new ServiceSeen(it.getMetadata().getName(), Optional.of(it), Optional.empty()))
            .toList(),
        Optional.empty());
  }
}
