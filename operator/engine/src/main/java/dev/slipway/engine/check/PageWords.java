package dev.slipway.engine.check;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** How messages speak of pages. */
final class PageWords {
  private PageWords() {}

  /** The path alone: a query may hold what is nobody's business. */
  static String pathOf(String url) {
    try {
      var path = URI.create(url).getPath();
      return path == null || path.isEmpty() ? "/" : path;
    } catch (IllegalArgumentException _) {
      return "(no address)";
    }
  }

  /** What kept an answer away. */
  static String of(IOException failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _ -> "nothing: no connection in time";
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "nothing: nobody knows its host";
      case ConnectException e when isUnknown(e) -> "nothing: nobody knows its host";
      case ConnectException _ -> "nothing: the connection was refused";
      case UnknownHostException _ -> "nothing: nobody knows its host";
      case SSLException _ -> "nothing: no TLS with it";
      default -> "nothing: " + failure.getClass().getSimpleName();
    };
  }

  private static boolean isUnknown(Throwable failure) {
    for (var it = failure.getCause(); it != null; it = it.getCause()) {
      if (it instanceof UnresolvedAddressException || it instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
