package dev.slipway.controllers.quiesce;

import static dev.slipway.controllers.quiesce.AppFixtures.HOLDER;
import static dev.slipway.controllers.quiesce.AppFixtures.NOW;
import static dev.slipway.controllers.quiesce.AppFixtures.SELECTOR;
import static dev.slipway.controllers.quiesce.AppFixtures.SHUT;
import static dev.slipway.controllers.quiesce.AppFixtures.app;
import static dev.slipway.controllers.quiesce.AppFixtures.cronJob;
import static dev.slipway.controllers.quiesce.AppFixtures.deployment;
import static dev.slipway.controllers.quiesce.AppFixtures.environment;
import static dev.slipway.controllers.quiesce.AppFixtures.mark;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedCronJob;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedDeployment;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedService;
import static dev.slipway.controllers.quiesce.AppFixtures.seen;
import static dev.slipway.controllers.quiesce.AppFixtures.service;
import static dev.slipway.controllers.quiesce.AppFixtures.shadow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.work.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  private static final Map<String, String> NONE = Map.of();

  @Test
  void recordsWorkloadsAndTheServicesThatLeadToThem() {
    var app =
        app(
            List.of(deployment(3, 3, 3, NONE), cronJob(false, 0, NONE)),
            seen(service(SELECTOR, NONE), null));

    assertThat(Recording.of(app, NOW.plusMillis(7)))
        .isEqualTo(
            new QuiesceRecord(
                List.of(recordedDeployment(3), recordedCronJob(false), recordedService()), NOW));
  }

  @Test
  void passesOverServicesThatLeadElsewhereOrNowhere() {
    var app =
        app(
            List.of(deployment(3, 3, 3, NONE)),
            seen(service(Map.of("app", "crm", "version", "1"), NONE), null),
            seen(service(NONE, NONE), null),
            seen(null, shadow()));

    assertThat(Recording.of(app, NOW).recorded()).containsExactly(recordedDeployment(3));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"services\": [\"crm\"]}', 1",
    "'{\"services\": [\"web\"]}', 0",
    "'{\"front\": \"web\"}', 0"
  })
  void takesTheServicesThatAreNamed(String maintenance, int doors) {
    var elsewhere = service(Map.of("app", "not-crm"), NONE);
    var app =
        new App(
            withMaintenance(maintenance),
            List.of(),
            List.of(seen(elsewhere, null)),
            Optional.empty());

    assertThat(Recording.of(app, NOW).recorded()).hasSize(doors);
  }

  @Test
  void takesWhatALostRunRecorded() {
    var app =
        app(
            List.of(
                deployment(0, 0, 0, mark(HOLDER, recordedDeployment(3))),
                cronJob(true, 0, mark(HOLDER, recordedCronJob(false)))),
            seen(service(SHUT, mark(HOLDER, recordedService())), shadow()));

    assertThat(Recording.of(app, NOW).recorded())
        .containsExactly(recordedDeployment(3), recordedCronJob(false), recordedService());
  }

  @Test
  void takesWhatPeopleDidSinceTheLostRun() {
    var suspendedBefore = mark(HOLDER, recordedCronJob(true));
    var elsewhere = mark(HOLDER, serviceThatSelects("elsewhere"));
    var app =
        app(
            List.of(
                deployment(5, 5, 5, mark(HOLDER, recordedDeployment(3))),
                cronJob(false, 0, suspendedBefore)),
            seen(service(SELECTOR, elsewhere), null));

    assertThat(Recording.of(app, NOW).recorded())
        .containsExactly(recordedDeployment(5), recordedCronJob(false), recordedService());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"holder\": {}, \"before\": null}",
        "{\"holder\": {\"uid\": \"u\"}, \"before\": {\"kind\": \"Deployment\", \"replicas\": 9}}",
        "{\"before\": {\"kind\": \"Deployment\", \"uid\": \"uid-deployment\", \"replicas\": 9}}",
        "{\"holder\": {}, \"before\": {\"kind\": \"Deployment\", \"uid\": \"uid-deployment\", \"replicas\": \"x\"}}",
        "{\"holder\": {}, \"before\": {\"kind\": \"Deployment\", \"uid\": \"another\", \"replicas\": 9}}"
      })
  void takesWhatIsThereWhereTheMarkIsDamaged(String damaged) {
    var app = app(List.of(deployment(2, 2, 2, Map.of(Labels.QUIESCED, damaged))));

    assertThat(Recording.of(app, NOW).recorded()).containsExactly(recordedDeployment(2));
  }

  @Test
  void asksTheShadowWhereTheMarkOfAShutServiceIsDamaged() {
    var app =
        app(
            List.of(deployment(2, 2, 2, NONE)),
            seen(service(SHUT, Map.of(Labels.QUIESCED, "{")), shadow()));

    assertThat(Recording.of(app, NOW).recorded())
        .containsExactly(recordedDeployment(2), recordedService());
  }

  @Test
  void neverRecordsAShutServiceAsItIs() {
    var closedByMark = mark(HOLDER, serviceThatSelects("slipway-closed"));
    var app =
        app(
            List.of(deployment(2, 2, 2, NONE)),
            seen(service(SHUT, NONE), null),
            seen(service(SHUT, closedByMark), null));

    assertThat(Recording.of(app, NOW).recorded()).containsExactly(recordedDeployment(2));
  }

  @Test
  void aSelectorWithAnEmptyValueSurvivesTheStatus() {
    var json = SlipwaySerialization.create();
    var record = new QuiesceRecord(List.of(serviceThatSelects("")), NOW);

    var read = json.unmarshal(json.asJson(record), QuiesceRecord.class);

    assertThat(read).isEqualTo(record);
  }

  private static RecordedObject serviceThatSelects(String value) {
    return new RecordedObject(
        "Service", "crm", "uid-service", null, null, null, null, Map.of("app", value));
  }

  private static AppEnvironment withMaintenance(String maintenance) {
    var json = SlipwaySerialization.create();
    var text = json.asJson(environment());
    return json.unmarshal(
        text.replace("\"spec\":{", "\"spec\":{\"maintenance\":" + maintenance + ","),
        AppEnvironment.class);
  }
}
