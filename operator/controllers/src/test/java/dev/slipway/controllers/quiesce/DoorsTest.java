package dev.slipway.controllers.quiesce;

import static dev.slipway.controllers.quiesce.AppFixtures.HOLDER;
import static dev.slipway.controllers.quiesce.AppFixtures.OTHER;
import static dev.slipway.controllers.quiesce.AppFixtures.SELECTOR;
import static dev.slipway.controllers.quiesce.AppFixtures.SHUT;
import static dev.slipway.controllers.quiesce.AppFixtures.app;
import static dev.slipway.controllers.quiesce.AppFixtures.mark;
import static dev.slipway.controllers.quiesce.AppFixtures.part;
import static dev.slipway.controllers.quiesce.AppFixtures.record;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedService;
import static dev.slipway.controllers.quiesce.AppFixtures.seen;
import static dev.slipway.controllers.quiesce.AppFixtures.service;
import static dev.slipway.controllers.quiesce.AppFixtures.shadow;
import static dev.slipway.controllers.quiesce.AppFixtures.touched;
import static dev.slipway.controllers.quiesce.AppFixtures.withPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {
  private static final Map<String, String> NONE = Map.of();
  private static final Closing CLOSING = new Closing(HOLDER, "slipway:test", Duration.ZERO);
  private static final Map<String, String> MARK = mark(HOLDER, recordedService());
  private static final Map<String, String> MARK_OF_ANOTHER = mark(OTHER, recordedService());
  private static final Map<String, String> ELSEWHERE = Map.of("app", "elsewhere");

  @Test
  void makesTheShadowFirst() {
    var result = close(seen(service(SELECTOR, NONE), null));

    var shadow = (Service) ((Action.Create) action(result)).object();
    assertThat(shadow.getMetadata().getName()).isEqualTo("slipway-shadow-crm");
    assertThat(shadow.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("env"));
    assertThat(shadow.getSpec().getType()).isEqualTo("ClusterIP");
    assertThat(shadow.getSpec().getSelector()).isEqualTo(SELECTOR);
    assertThat(shadow.getSpec().getPorts())
        .singleElement()
        .satisfies(port -> assertThat(port.getNodePort()).isNull());
  }

  @Test
  void startsThePageBeforeAnythingIsShut() {
    var open = app(List.of(), seen(service(SELECTOR, NONE), shadow()));

    var result = Doors.close(open, record(recordedService()), CLOSING);

    var page = (Deployment) ((Action.Create) action(result)).object();
    var pod = page.getSpec().getTemplate();
    assertThat(page.getMetadata().getName()).isEqualTo("slipway-page-crm");
    assertThat(pod.getMetadata().getLabels()).containsAllEntriesOf(SHUT);
    assertThat(pod.getSpec().getContainers())
        .singleElement()
        .satisfies(it -> assertThat(it.getArgs()).containsExactly("page", "--port=80"))
        .satisfies(it -> assertThat(it.getImage()).isEqualTo("slipway:test"));
    assertThat(pod.getSpec().getSecurityContext().getSysctls()).hasSize(1);
  }

  @Test
  void awaitsThePageAndDoesNotInsistOnIt() {
    var starting = withPage(app(List.of(), seen(service(SELECTOR, NONE), shadow())), 0);
    var shut = withPage(app(List.of(), seen(service(SHUT, MARK), shadow())), 0);
    var late = new Closing(HOLDER, "slipway:test", Duration.ofSeconds(31));

    assertThat(Doors.close(starting, record(recordedService()), CLOSING)).isInstanceOf(Wait.class);
    assertThat(change(Doors.close(starting, record(recordedService()), late))).containsKey("spec");
    assertThat(note(Doors.close(shut, record(recordedService()), late)))
        .contains("without a maintenance page");
  }

  @Test
  void anOldPageMakesWayForANewOne() {
    var before = withPage(app(List.of(), seen(service(SELECTOR, NONE), shadow())));
    var next = new Closing(HOLDER, "slipway:next", Duration.ZERO);

    assertThat(action(Doors.close(before, record(recordedService()), next)))
        .isInstanceOf(Action.Delete.class);
  }

  @Test
  void takesThePageAwayOnceUsersAreIn() {
    var open = withPage(app(List.of(), seen(service(SELECTOR, NONE), null)));

    assertThat(action(Doors.open(open, record(recordedService()))))
        .isInstanceOfSatisfying(
            Action.Delete.class,
            it -> assertThat(it.seen().getMetadata().getName()).isEqualTo("slipway-page-crm"));
  }

  @Test
  void closesByValueAndMarksInOneChange() {
    var result = close(seen(service(SELECTOR, NONE), shadow()));

    assertThat(change(result))
        .isEqualTo(
            Map.of("metadata", Map.of("annotations", MARK), "spec", Map.of("selector", SHUT)));
  }

  @Test
  void isDoneOnceTheServiceIsShut() {
    assertThat(close(seen(service(SHUT, MARK), shadow())))
        .isEqualTo(new Done("users are kept out"));
  }

  @Test
  void isShutByASingleValueWhateverOthersAdd() {
    var more = Map.of("app", "slipway-closed", "tier", "web");

    assertThat(close(seen(service(more, MARK), shadow()))).isInstanceOf(Done.class);
  }

  @Test
  void putsItsOwnMarkOnWhatAnotherRunLeftShut() {
    for (var annotations : List.of(MARK_OF_ANOTHER, NONE, Map.of(Labels.QUIESCED, "damaged"))) {
      var result = close(seen(service(SHUT, annotations), shadow()));

      assertThat(annotations(change(result))).isEqualTo(MARK);
    }
  }

  @Test
  void closesAgainWhatWasOpenedSinceALostRun() {
    var result = close(seen(service(SELECTOR, MARK_OF_ANOTHER), shadow()));

    assertThat(annotations(change(result))).isEqualTo(MARK);
  }

  @Test
  void endsWhereSomebodyElseChangesTheService() {
    var reopened = close(seen(service(SELECTOR, MARK), shadow()));
    var changedBefore = close(seen(service(ELSEWHERE, NONE), shadow()));

    assertThat(reason(reopened)).isEqualTo("TrafficContested");
    assertThat(reason(changedBefore)).isEqualTo("TrafficContested");
  }

  @Test
  void replacesAShadowThatLeadsElsewhere() {
    var old = new ServiceBuilder(shadow()).editSpec().withSelector(ELSEWHERE).endSpec().build();

    var result = close(seen(service(SELECTOR, NONE), old));

    assertThat(action(result)).isEqualTo(new Action.Delete(old));
  }

  @Test
  void refusesANameThatIsTaken() {
    var stranger = new ServiceSeen("slipway-shadow-crm", Optional.of(service(NONE, NONE)), none());

    var result =
        Doors.close(
            withPage(app(List.of(), seen(service(SELECTOR, NONE), null), stranger)),
            record(recordedService()),
            CLOSING);

    assertThat(reason(result)).isEqualTo("NameTaken");
  }

  @Test
  void closesAServiceWithoutPortsWithoutAShadow() {
    var portless =
        new ServiceBuilder(service(SELECTOR, NONE)).editSpec().withPorts().endSpec().build();

    assertThat(change(close(seen(portless, null)))).containsKey("spec");
  }

  @Test
  void saysOnClosingThatAServiceIsGone() {
    var another =
        new ServiceBuilder(service(SELECTOR, NONE)).editMetadata().withUid("x").endMetadata();

    assertThat(note(close(seen(null, shadow())))).contains("Service crm is gone");
    assertThat(note(close(seen(another.build(), null)))).contains("Service crm is gone");
  }

  @Test
  void opensAsRecordedInOneChange() {
    var result = open(seen(service(SHUT, MARK), shadow()));

    assertThat(change(result))
        .isEqualTo(
            Map.of(
                "metadata", Map.of("annotations", noMark()), "spec", Map.of("selector", SELECTOR)));
  }

  @Test
  void takesKeysAwayThatWereNotRecorded() {
    var shut = Map.of("old", "slipway-closed");

    var selector = selector(change(open(seen(service(shut, MARK), shadow()))));

    assertThat(selector).containsEntry("app", "crm").containsEntry("old", null).hasSize(2);
  }

  @Test
  void leavesWhatOthersAddedToAShutService() {
    var more = Map.of("app", "slipway-closed", "tier", "web");

    assertThat(selector(change(open(seen(service(more, MARK), shadow()))))).isEqualTo(SELECTOR);
  }

  @Test
  void opensWithoutAMarkAsWell() {
    assertThat(selector(change(open(seen(service(SHUT, NONE), shadow()))))).isEqualTo(SELECTOR);
  }

  @Test
  void takesOnlyTheMarkOffAServiceThatIsNotShut() {
    for (var there : List.of(SELECTOR, ELSEWHERE, NONE)) {
      var change = change(open(seen(service(there, MARK), shadow())));

      assertThat(change).doesNotContainKey("spec");
      assertThat(annotations(change)).isEqualTo(noMark());
    }
  }

  @Test
  void takesItsNameOffTheFieldsThatItGaveBack() {
    var result = open(seen(touched(service(SELECTOR, NONE)), shadow()));

    assertThat(part(change(result), "metadata")).containsOnlyKeys("managedFields");
  }

  @Test
  void takesTheShadowAwayLast() {
    assertThat(action(open(seen(service(SELECTOR, NONE), shadow()))))
        .isEqualTo(new Action.Delete(shadow()));
    assertThat(action(open(seen(null, shadow())))).isEqualTo(new Action.Delete(shadow()));
  }

  @Test
  void saysOnOpeningWhatItLeftAlone() {
    assertThat(open(seen(service(SELECTOR, NONE), null))).isEqualTo(new Done("users are let in"));
    assertThat(note(open(seen(service(ELSEWHERE, NONE), null)))).contains("changed by somebody");
    assertThat(note(Doors.open(app(List.of()), record(recordedService())))).contains("is gone");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 48, 49, 63})
  void aShadowsNameFits(int length) {
    assertThat(Doors.shadowOf("a".repeat(length))).hasSizeLessThanOrEqualTo(63);
  }

  @ParameterizedTest
  @CsvSource({"a, b", "aab, aba"})
  void longNamesThatBeginAlikeHaveTwoShadows(String one, String two) {
    assertThat(Doors.shadowOf("a".repeat(60) + one))
        .isNotEqualTo(Doors.shadowOf("a".repeat(60) + two));
  }

  private static StepResult close(ServiceSeen seen) {
    return Doors.close(withPage(app(List.of(), seen)), record(recordedService()), CLOSING);
  }

  private static StepResult open(ServiceSeen seen) {
    return Doors.open(app(List.of(), seen), record(recordedService()));
  }

  private static Action action(StepResult result) {
    return ((Act) result).action();
  }

  private static Map<String, Object> change(StepResult result) {
    return ((Action.Change) action(result)).change();
  }

  private static Object annotations(Map<String, Object> change) {
    return part(part(change, "metadata"), "annotations");
  }

  private static Map<String, Object> selector(Map<String, Object> change) {
    return part(part(change, "spec"), "selector");
  }

  private static String reason(StepResult result) {
    return ((Fail) result).reason();
  }

  private static String note(StepResult result) {
    return ((Done) result).note();
  }

  private static Map<String, Object> noMark() {
    var annotations = new HashMap<String, Object>();
    annotations.put(Labels.QUIESCED, null);
    return annotations;
  }

  private static Optional<Service> none() {
    return Optional.empty();
  }
}
