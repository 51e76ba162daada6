package dev.slipway.controllers.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(60);

  @Test
  void keepsEveryOtherCondition() {
    var before =
        List.of(
            condition("Ready", ConditionStatus.TRUE),
            condition("Reconciling", ConditionStatus.FALSE),
            condition("DatabaseReachable", ConditionStatus.TRUE));

    var after = Retrying.conditions(before, 2, failure(503, "etcd is away"), NOW);

    assertThat(after).contains(before.get(0), before.get(2)).hasSize(3);
    assertThat(after.getLast())
        .extracting(Condition::type, Condition::status, Condition::reason)
        .containsExactly("Reconciling", ConditionStatus.TRUE, "Retrying");
    assertThat(after.getLast().message()).contains("etcd is away");
  }

  @Test
  void doesNotKnowWhetherAnObjectIsReadyThatItNeverSaw() {
    var after = Retrying.conditions(List.of(), 1, failure(500, "no"), NOW);

    assertThat(after)
        .extracting(Condition::type, Condition::status)
        .containsExactlyInAnyOrder(
            tuple("Ready", ConditionStatus.UNKNOWN), tuple("Reconciling", ConditionStatus.TRUE));
  }

  @ParameterizedTest
  @CsvSource({
    "403, 'jobs.batch \"x\" is forbidden: exceeded quota: small, requested: count/jobs.batch=1',"
        + " QuotaExceeded",
    "403, 'jobs.batch is forbidden: User \"slipway\" cannot create resource \"jobs\"', NotGranted",
    "422, 'jobs.batch \"x\" is forbidden: ValidatingAdmissionPolicy \"p\" denied request: no',"
        + " AdmissionDenied",
    "400, 'admission webhook \"w\" denied the request: no', AdmissionDenied"
  })
  void stallsOverWhatSomebodyHasToMend(int code, String words, String reason) {
    var before = List.of(condition("Ready", ConditionStatus.TRUE));

    var after = Retrying.conditions(before, 2, failure(code, words), NOW);

    assertThat(after)
        .extracting(Condition::type, Condition::status, Condition::reason)
        .containsExactlyInAnyOrder(
            tuple("Ready", ConditionStatus.FALSE, reason),
            tuple("Reconciling", ConditionStatus.FALSE, reason),
            tuple("Stalled", ConditionStatus.TRUE, reason));
    assertThat(after).allSatisfy(it -> assertThat(it.message()).isEqualTo(words));
  }

  @Test
  void keepsTheTimeSinceWhenItTries() {
    var once = Retrying.conditions(List.of(), 1, failure(500, "no"), BEFORE);

    assertThat(Retrying.conditions(once, 1, failure(500, "no"), NOW))
        .containsExactlyInAnyOrderElementsOf(once);
  }

  @Test
  void callsAFaultOfItsOwnByItsName() {
    var after = Retrying.conditions(List.of(), 1, new IllegalStateException("password=x"), NOW);

    assertThat(after)
        .allSatisfy(
            condition -> {
              assertThat(condition.reason()).isEqualTo("InternalError");
              assertThat(condition.message()).doesNotContain("password");
            });
  }

  @Test
  void saysNothingWhenSomebodyElseWasFaster() {
    var environment = Crm.storedEnvironment();

    var control =
        Retrying.report(
            environment, failure(409, "changed"), List.of(), _ -> environment.setStatus(null), NOW);

    assertThat(control.getResource()).isEmpty();
    assertThat(control.isNoRetry()).isFalse();
  }

  @Test
  void saysNothingWhenItsOperatorStops() {
    var environment = Crm.storedEnvironment();
    var stopping = new KubernetesClientException("stop", new InterruptedIOException());

    var control =
        Retrying.report(environment, stopping, List.of(), _ -> environment.setStatus(null), NOW);

    assertThat(control.getResource()).isEmpty();
  }

  @Test
  void goesOnTrying() {
    var environment = Crm.storedEnvironment();

    var control = Retrying.report(environment, failure(504, "late"), List.of(), _ -> {}, NOW);

    assertThat(control.getResource()).contains(environment);
    assertThat(control.isNoRetry()).isFalse();
  }

  private static KubernetesClientException failure(int code, String message) {
    var status = new StatusBuilder().withCode(code).withMessage(message).build();
    return new KubernetesClientException(message, code, status);
  }

  private static Condition condition(String type, ConditionStatus status) {
    return new Condition(type, status, 1L, BEFORE, "Before", "as it was");
  }
}
