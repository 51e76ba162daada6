package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One release or restore in place at a time. The lock is an object that its holder owns: when the
 * holder is gone for good, so is the lock. While it is held, the environment cannot be deleted:
 * nobody would know any more what to open again.
 */
public final class EnvironmentLock {
  private static final Duration RECHECK = Duration.ofSeconds(5);

  private EnvironmentLock() {}

  public static StepResult take(App app, HasMetadata holder) {
    return app.lock()
        .map(lock -> isOurs(lock, holder) ? keep(app) : wait(lock))
        .orElseGet(() -> create(app, holder));
  }

  private static StepResult keep(App app) {
    var kept = Finalizer.hold(app.environment());
    return kept instanceof Done ? new Done("the environment is ours") : kept;
  }

  public static StepResult giveBack(App app, HasMetadata holder) {
    if (app.lock().isEmpty() && Finalizer.isHeld(app.environment())) {
      return new Act(Finalizer.release(app.environment()), "the lock is lost: letting go as well");
    }
    return app.lock()
        .filter(lock -> isOurs(lock, holder))
        .<StepResult>map(
            lock -> new Act(nextOfGivingBack(app, lock), "giving the environment back"))
        .orElseGet(() -> given(app));
  }

  private static StepResult given(App app) {
    return app.lock()
        .<StepResult>map(lock -> new NotNeeded("it is held by " + nameOfHolder(lock)))
        .orElseGet(() -> new Done("the environment is free"));
  }

  /** The lock goes last: as long as it is there, somebody comes back for the rest. */
  private static Action nextOfGivingBack(App app, Lease lock) {
    return Finalizer.isHeld(app.environment())
        ? Finalizer.release(app.environment())
        : new Action.Delete(lock);
  }

  public static boolean isHeldBy(App app, HasMetadata holder) {
    return app.lock().filter(lock -> isOurs(lock, holder)).isPresent();
  }

  /** Who has it, in words. */
  public static Optional<String> holder(App app) {
    return app.lock().map(EnvironmentLock::nameOfHolder);
  }

  /** Who has taken it, if anybody did. */
  public static Optional<HeldBy> heldBy(App app) {
    return app.lock().flatMap(EnvironmentLock::heldBy);
  }

  /** What is left to be given up of one whose holder is gone for good. */
  public static Optional<Action> giveUp(App app) {
    return app.lock()
        .<Action>map(Action.Delete::new)
        .or(
            () ->
                Finalizer.isHeld(app.environment())
                    ? Optional.of(Finalizer.release(app.environment()))
                    : Optional.empty());
  }

  static String nameFor(AppEnvironment environment) {
    return "slipway-" + environment.getMetadata().getName();
  }

  private static boolean isOurs(Lease lock, HasMetadata holder) {
    return identity(holder).equals(holderOf(lock));
  }

  private static @Nullable String holderOf(Lease lock) {
    return lock.getSpec() == null ? null : lock.getSpec().getHolderIdentity();
  }

  private static StepResult create(App app, HasMetadata holder) {
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(nameFor(app.environment()))
            .withNamespace(app.environment().getMetadata().getNamespace())
            .addToLabels("app.kubernetes.io/managed-by", "slipway")
            .withOwnerReferences(Owner.of(holder))
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(identity(holder))
            .endSpec()
            .build();
    return new Act(new Action.Create(lease), "taking the environment for itself");
  }

  private static StepResult wait(Lease lock) {
    return new Wait(nameOfHolder(lock) + ", which holds this environment", RECHECK);
  }

  private static String nameOfHolder(Lease lock) {
    return heldBy(lock)
        .map(it -> it.kind() + " " + it.name())
        .orElseGet(() -> "whoever made Lease " + lock.getMetadata().getName());
  }

  private static Optional<HeldBy> heldBy(Lease lock) {
    var parts = Objects.requireNonNullElse(holderOf(lock), "").split("/", -1);
    return parts.length == 3
        ? Optional.of(new HeldBy(parts[0], lock.getMetadata().getNamespace(), parts[1], parts[2]))
        : Optional.empty();
  }

  private static String identity(HasMetadata holder) {
    return String.join(
        "/", holder.getKind(), holder.getMetadata().getName(), holder.getMetadata().getUid());
  }
}
