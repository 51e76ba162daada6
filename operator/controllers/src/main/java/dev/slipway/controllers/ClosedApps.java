package dev.slipway.controllers;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Finalizer;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The apps of a cluster that a release or a restore has closed, or may have: an operator that goes
 * would leave them so.
 */
public final class ClosedApps {
  private static final long PAGE = 200;

  private final KubernetesClient client;

  public ClosedApps(KubernetesClient client) {
    this.client = client;
  }

  /** Each with who holds it; none when the operator may go. */
  public List<String> inWords() {
    var closed = new ArrayList<String>();
    @Nullable String next = null;
    do {
      var options = new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build();
      var page = client.resources(AppEnvironment.class).inAnyNamespace().list(options);
      page.getItems().stream()
          .filter(Finalizer::isHeld)
          .map(ClosedApps::inWords)
          .forEach(closed::add);
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return closed;
  }

  private static String inWords(AppEnvironment environment) {
    var metadata = environment.getMetadata();
    var name = "AppEnvironment " + metadata.getNamespace() + "/" + metadata.getName();
    var holder = environment.getStatus() == null ? null : environment.getStatus().busyWith();
    return holder == null ? name : name + " by " + holder.kind() + " " + holder.name();
  }
}
