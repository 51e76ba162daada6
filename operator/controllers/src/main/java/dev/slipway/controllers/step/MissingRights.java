package dev.slipway.controllers.step;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/** The operator may work only in namespaces that somebody granted to it. */
public final class MissingRights {
  private static final Duration RECHECK = Duration.ofMinutes(1);

  private MissingRights() {}

  /**
   * What the API server would not let the operator do, in its words; empty where something else
   * went wrong.
   */
  public static Optional<String> of(KubernetesClientException failure) {
    return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        ? Optional.of(words(failure))
        : Optional.empty();
  }

  /** What the API server said. */
  public static String words(KubernetesClientException failure) {
    return failure.getStatus() == null
        ? requireNonNullElse(failure.getMessage(), "forbidden")
        : failure.getStatus().getMessage();
  }

  /**
   * @param words of the API server
   */
  public static StepResult stall(String namespace, String words) {
    return new StepResult.Stall(
        "NotGranted",
        "the operator may not work in namespace "
            + namespace
            + ": add it to grant.namespaces of the chart's values ("
            + words
            + ")",
        RECHECK);
  }
}
