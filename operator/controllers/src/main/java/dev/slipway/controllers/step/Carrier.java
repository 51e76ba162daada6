package dev.slipway.controllers.step;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what a pass has decided, and knows what a refusal of the API server means. */
public final class Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

  private final Actions actions;

  public Carrier(KubernetesClient client) {
    this.actions = new Actions(client);
  }

  /**
   * What stands in the end; nothing where somebody else was faster, or nothing can be done any
   * more.
   *
   * @param refused what is decided instead, by the API server's words, since an app is not kept
   *     closed for what it will not have; nothing where it has to be asked again
   * @param held what waits until the app is open again
   */
  public <D> Optional<D> carryOut(
      D decision,
      StepResult result,
      Function<String, Optional<D>> refused,
      @Nullable HasMetadata... held) {
    if (!(result instanceof StepResult.Act(var action, _))) {
      return Optional.of(decision);
    }
    try {
      return actions.tryTo(action) ? Optional.of(decision) : Optional.empty();
    } catch (KubernetesClientException e) {
      if (NamespaceEnd.isCauseOf(e)) {
        LOG.atWarn()
            .addKeyValue("action", action.getClass().getSimpleName())
            .log("a namespace is going: a fence of a database elsewhere stays");
        NamespaceEnd.letGo(held).forEach(actions::tryTo);
        return Optional.empty();
      }
      return Optional.of(insteadOf(e, refused));
    }
  }

  /** Lets an object go whose run has ended. */
  public <T extends HasMetadata> UpdateControl<T> letGo(T ended) {
    return Finalizer.isHeld(ended) && !actions.tryTo(Finalizer.release(ended))
        ? UpdateControl.<T>noUpdate().rescheduleAfter(Rhythm.SOON)
        : UpdateControl.noUpdate();
  }

  private static <D> D insteadOf(
      KubernetesClientException e, Function<String, Optional<D>> refused) {
    return Refusal.of(e).flatMap(it -> refused.apply(it.message())).orElseThrow(() -> e);
  }
}
