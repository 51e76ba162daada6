package dev.slipway.cli;

import dev.slipway.engine.ExitCode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Why a verb does not do in the cluster what was asked of it. */
final class ClusterFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNPROCESSABLE = 422;

  private final ExitCode exitCode;
  private final String reason;

  ClusterFailure(ExitCode exitCode, String reason, String message) {
    super(message);
    this.exitCode = exitCode;
    this.reason = reason;
  }

  /** What is asked for is not done, and asking again will not help. */
  static ClusterFailure refused(String reason, String message) {
    return new ClusterFailure(ExitCode.REFUSED, reason, message);
  }

  /** In the API server's words, where it had any. */
  static ClusterFailure of(KubernetesClientException e) {
    var words = e.getStatus() == null ? rootOf(e) : e.getStatus().getMessage();
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
          refused("Forbidden", "the cluster refuses it: " + words);
      case HttpURLConnection.HTTP_NOT_FOUND ->
          refused("NotFound", "the cluster does not know it: " + words);
      case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
          refused("Invalid", "the cluster refuses it: " + words);
      default ->
          new ClusterFailure(
              ExitCode.ENVIRONMENT, "ClusterUnreachable", "the cluster does not answer: " + words);
    };
  }

  /** What is on the outside says no more than that something is amiss. */
  private static String rootOf(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage() == null ? root : root.getMessage());
  }

  ExitCode exitCode() {
    return exitCode;
  }

  String reason() {
    return reason;
  }
}
