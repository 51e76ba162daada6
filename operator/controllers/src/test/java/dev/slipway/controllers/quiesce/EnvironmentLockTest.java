package dev.slipway.controllers.quiesce;

import static dev.slipway.controllers.quiesce.AppFixtures.HOLDER;
import static dev.slipway.controllers.quiesce.AppFixtures.OTHER;
import static dev.slipway.controllers.quiesce.AppFixtures.environment;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentLockTest {
  private static final String OURS = "Restore/back/uid-back";

  @Test
  void takesWhatNobodyHolds() {
    var result = EnvironmentLock.take(heldBy(Optional.empty()), HOLDER);

    assertThat(lease(result).getMetadata().getName()).isEqualTo("slipway-crm");
    assertThat(lease(result).getSpec().getHolderIdentity()).isEqualTo(OURS);
    assertThat(lease(result).getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("uid-back"));
  }

  @Test
  void isDoneOnceItHoldsIt() {
    assertThat(EnvironmentLock.take(kept(heldBy(Optional.of(OURS))), HOLDER))
        .isInstanceOf(Done.class);
  }

  @Test
  void keepsTheEnvironmentFromGoingWhileItHoldsIt() {
    var taken = EnvironmentLock.take(heldBy(Optional.of(OURS)), HOLDER);
    var givenBack = EnvironmentLock.giveBack(kept(heldBy(Optional.of(OURS))), HOLDER);

    assertThat(finalizersIn(taken)).hasToString("[slipway.dev/reopen]");
    assertThat(finalizersIn(givenBack)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MigrationPlan/crm-11/uid, 'MigrationPlan crm-11, which holds this environment'",
    "Restore/back/another-uid, 'Restore back, which holds this environment'",
    "somebody, 'whoever made Lease slipway-crm, which holds this environment'"
  })
  void waitsForWhoeverHoldsIt(String identity, String what) {
    assertThat(EnvironmentLock.take(heldBy(Optional.of(identity)), HOLDER))
        .isEqualTo(new Wait(what, Duration.ofSeconds(5)));
  }

  @Test
  void givesBackNothingButItsOwn() {
    assertThat(EnvironmentLock.giveBack(heldBy(Optional.of(OURS)), HOLDER))
        .isInstanceOfSatisfying(
            Act.class, act -> assertThat(act.action()).isInstanceOf(Action.Delete.class));
    assertThat(EnvironmentLock.giveBack(heldBy(Optional.of(OURS)), OTHER))
        .isInstanceOf(NotNeeded.class);
    assertThat(EnvironmentLock.giveBack(heldBy(Optional.empty()), HOLDER)).isInstanceOf(Done.class);
  }

  @Test
  void letsTheEnvironmentGoWhoseLockIsLost() {
    var environment = environment();
    environment.getMetadata().setFinalizers(List.of("slipway.dev/reopen"));
    var app = new App(environment, List.of(), List.of(), Optional.empty());

    assertThat(EnvironmentLock.giveBack(app, HOLDER)).isInstanceOf(Act.class);
  }

  private static App heldBy(Optional<String> identity) {
    var lock =
        identity.map(
            it ->
                new LeaseBuilder()
                    .withNewMetadata()
                    .withName("slipway-crm")
                    .endMetadata()
                    .withNewSpec()
                    .withHolderIdentity(it)
                    .endSpec()
                    .build());
    return new App(environment(), List.of(), List.of(), lock);
  }

  private static App kept(App app) {
    app.environment().getMetadata().setFinalizers(List.of("slipway.dev/reopen"));
    return app;
  }

  private static List<?> finalizersIn(StepResult result) {
    var change = ((Action.Change) ((Act) result).action()).change();
    var metadata = (Map<?, ?>) requireNonNull(change.get("metadata"));
    return (List<?>) requireNonNull(metadata.get("finalizers"));
  }

  private static Lease lease(StepResult result) {
    return (Lease) ((Action.Create) ((Act) result).action()).object();
  }
}
