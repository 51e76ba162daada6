package dev.slipway.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to an S3 server on which something happens to the first connections, one after the other;
 * those after them are sound.
 */
final class StoreRelay implements AutoCloseable {
  private final URI server;
  private final ServerSocket door;
  private final Deque<Fault> faults;
  private final AtomicInteger connections = new AtomicInteger();

  /** What happens to one connection. */
  sealed interface Fault {
    /** Somebody answers who is not the server. */
    record Forged(int status, String code) implements Fault {}

    /** The line is cut after so many bytes from the server. */
    record CutAfter(long bytes) implements Fault {}
  }

  StoreRelay(URI server, List<? extends Fault> faults) throws IOException {
    this.server = server;
    this.faults = new ArrayDeque<>(faults);
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** How many there were. */
  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        connections.incrementAndGet();
        var fault = faults.poll();
        switch (fault) {
          case Fault.Forged it -> Thread.ofVirtual().start(() -> forge(client, it));
          case Fault.CutAfter it -> relay(client, it.bytes());
          case null -> relay(client, Long.MAX_VALUE);
        }
      } catch (SocketException _) {
        return; // the door is closed
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void relay(Socket client, long bytes) throws IOException {
    Socket upstream;
    try {
      upstream = new Socket(server.getHost(), server.getPort());
    } catch (ConnectException _) {
      client.close(); // nobody is at home
      return;
    }
    Thread.ofVirtual().start(() -> copy(client, upstream, Long.MAX_VALUE));
    Thread.ofVirtual().start(() -> copy(upstream, client, bytes));
  }

  private static void forge(Socket client, Fault.Forged answer) {
    try (client) {
      readRequest(client.getInputStream());
      var body = "<Error><Code>%s</Code></Error>".formatted(answer.code());
      var head =
          "HTTP/1.1 %s Forged\r\nContent-Type: application/xml\r\nContent-Length: %s\r\nConnection: close\r\n\r\n"
              .formatted(answer.status(), body.length());
      client.getOutputStream().write((head + body).getBytes(UTF_8));
    } catch (IOException _) {
      // who asked has gone
    }
  }

  /** All of it, or the answer would be lost with what was not read. */
  private static void readRequest(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException();
      }
      head.append((char) one);
    }
    var length =
        head.toString()
            .lines()
            .filter(it -> it.regionMatches(true, 0, "Content-Length:", 0, 15))
            .mapToLong(it -> Long.parseLong(it.substring(15).strip()))
            .findFirst();
    in.skipNBytes(length.orElse(0));
  }

  private static void copy(Socket from, Socket to, long limit) {
    try (from;
        to) {
      var buffer = new byte[16 * 1024];
      long left = limit;
      var in = from.getInputStream();
      int count = in.read(buffer);
      while (count >= 0 && left > 0) {
        to.getOutputStream().write(buffer, 0, (int) Math.min(count, left));
        left -= count;
        count = left > 0 ? in.read(buffer) : -1;
      }
    } catch (IOException _) {
      // a line that is cut is what this is for
    }
  }
}
