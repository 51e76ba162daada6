package dev.slipway.controllers.step;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * What the API server will not have until somebody mends it: a limit, a policy or missing rights.
 *
 * @param message in its words
 */
record Refusal(String reason, String message) {
  private static final int UNPROCESSABLE = 422;

  static Optional<Refusal> of(KubernetesClientException failure) {
    var words = MissingRights.words(failure);
    if (NamespaceEnd.isCauseOf(failure)) {
      return Optional.empty();
    }
    return reason(failure.getCode(), words).map(reason -> new Refusal(reason, words));
  }

  private static Optional<String> reason(int code, String words) {
    if (code != HttpURLConnection.HTTP_FORBIDDEN && code != UNPROCESSABLE) {
      return words.contains("admission webhook") && words.contains("denied the request")
          ? Optional.of("AdmissionDenied")
          : Optional.empty();
    }
    if (words.contains("exceeded quota") || words.contains("failed quota")) {
      return Optional.of("QuotaExceeded");
    }
    return Optional.of(words.contains(" cannot ") ? "NotGranted" : "AdmissionDenied");
  }
}
