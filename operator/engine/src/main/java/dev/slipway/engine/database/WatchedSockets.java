package dev.slipway.engine.database;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives the driver its sockets, and us the one that a session came to use. The driver makes one of
 * these by its name, with a text that says for which session.
 */
public final class WatchedSockets extends SocketFactory {
  private static final Map<String, Watchdog> WANTED = new ConcurrentHashMap<>();

  private final String session;

  public WatchedSockets(String session) {
    this.session = session;
  }

  /** The text for the driver. */
  static String announce(Watchdog watchdog) {
    var session = UUID.randomUUID().toString();
    WANTED.put(session, watchdog);
    return session;
  }

  static void forget(String session) {
    WANTED.remove(session);
  }

  /** The driver connects it, after it has looked up the address. */
  @Override
  public Socket createSocket() {
    var socket = new WatchedSocket();
    @Nullable Watchdog watchdog = WANTED.get(session);
    if (watchdog != null) {
      watchdog.watch(socket);
    }
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("the driver connects its sockets itself");
  }
}
