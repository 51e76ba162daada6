package dev.slipway.controllers.step;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operator may work only in namespaces that somebody granted to it. */
public final class MissingRights {
  private static final Duration RECHECK = Duration.ofMinutes(1);
  private static final Pattern NAMESPACE = Pattern.compile("in the namespace \"([^\"]+)\"");

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
   * The namespace is the one that the API server speaks of: a release may build in another.
   *
   * @param own namespace of the object at work
   * @param words of the API server
   */
  public static StepResult stall(String own, String words) {
    var named = NAMESPACE.matcher(words);
    return new StepResult.Stall(
        "NotGranted",
        "the operator may not work in namespace "
            + (named.find() ? named.group(1) : own)
            + ": add it to grant.namespaces of the chart's values ("
            + words
            + ")",
        RECHECK);
  }
}
