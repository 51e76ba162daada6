package dev.slipway.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/** Ports on loopback for servers that cannot choose one themselves. */
public final class FreePort {
  /** Below the range that the kernel lends to outgoing connections: a restart finds it free. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 5;

  private FreePort() {}

  /** Starts a server on a free port, and on another one if somebody took the first meanwhile. */
  public static <T> T start(IntFunction<T> server) {
    for (int attempt = 1; ; attempt++) {
      try {
        return server.apply(choose());
      } catch (StartFailure failure) {
        if (attempt == TRIES || !failure.isTakenAddress()) {
          throw failure;
        }
      }
    }
  }

  private static int choose() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // taken: look on
      }
    }
  }
}
