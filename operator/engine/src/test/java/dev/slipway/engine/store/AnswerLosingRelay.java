package dev.slipway.engine.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** A line to a server that is cut once: just when the first answer comes back. */
final class AnswerLosingRelay implements AutoCloseable {
  private final URI server;
  private final ServerSocket door;

  AnswerLosingRelay(URI server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void serve() {
    boolean isFirst = true;
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        var upstream = new Socket(server.getHost(), server.getPort());
        boolean losesItsAnswer = isFirst;
        Thread.ofVirtual().start(() -> copy(client, upstream, false));
        Thread.ofVirtual().start(() -> copy(upstream, client, losesItsAnswer));
        isFirst = false;
      } catch (SocketException _) {
        return; // the door is closed
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void copy(Socket from, Socket to, boolean isLost) {
    try (from;
        to) {
      var in = from.getInputStream();
      if (isLost) {
        in.read();
      } else {
        in.transferTo(to.getOutputStream());
      }
    } catch (IOException _) {
      // a line that is cut is what this is for
    }
  }
}
