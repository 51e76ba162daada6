package dev.slipway.engine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.testkit.postgres.Database;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a PostgreSQL server on loopback, knows where each message of theirs
 * ends, and does what a script says at exactly one of them. What comes over another connection
 * afterwards passes, as do a watchdog's questions at any time.
 */
public final class MessageRelay implements AutoCloseable {
  private static final int NO_TYPE = 0;

  private final Database server;
  private final Script script;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Message> seen = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final CountDownLatch struck = new CountDownLatch(1);

  private MessageRelay(Database server, Script script) throws IOException {
    this.server = server;
    this.script = script;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::welcome);
  }

  public static MessageRelay to(AppDatabase database, Script script) {
    try {
      return new MessageRelay(database.database(), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /** What has passed, or was about to, until the script struck. */
  public synchronized List<Message> seen() {
    return List.copyOf(seen);
  }

  /** Whether the script has done anything but let pass. */
  public boolean hasStruck() {
    return struck.getCount() == 0;
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        var backend = new Socket(server.host(), server.port());
        client.setTcpNoDelay(true);
        backend.setTcpNoDelay(true);
        var line = new Line(client, backend);
        synchronized (this) {
          lines.add(line);
        }
        threads.execute(() -> pump(Direction.TO_SERVER, line));
        threads.execute(() -> pump(Direction.TO_CLIENT, line));
      } catch (IOException _) {
        // closed
      }
    }
  }

  private void pump(Direction direction, Line line) {
    try {
      var from = direction == Direction.TO_SERVER ? line.client : line.backend;
      var to = direction == Direction.TO_SERVER ? line.backend : line.client;
      var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
      var out = new BufferedOutputStream(to.getOutputStream(), 1 << 16);
      if (direction == Direction.TO_SERVER) {
        var hello = message(direction, NO_TYPE, in); // the first has no type
        line.isWatchdog = new String(hello.content, UTF_8).contains("watchdog");
        pass(hello, line, out);
        out.flush();
      }
      while (true) {
        int type = in.read();
        if (type < 0) {
          break;
        }
        pass(message(direction, type, in), line, out);
        if (in.available() == 0) {
          out.flush();
        }
      }
      out.flush();
      to.shutdownOutput();
    } catch (IOException _) {
      line.cut();
    }
  }

  private static Passing message(Direction direction, int type, DataInputStream in)
      throws IOException {
    int length = in.readInt();
    var content = in.readNBytes(length - 4);
    var bytes = ByteBuffer.allocate(length + (type == NO_TYPE ? 0 : 1));
    if (type != NO_TYPE) {
      bytes.put((byte) type);
    }
    bytes.putInt(length).put(content);
    return new Passing(direction, (char) type, content, bytes.array());
  }

  private void pass(Passing it, Line line, OutputStream out) throws IOException {
    switch (decide(it, line)) {
      case PASS -> out.write(it.bytes);
      case CUT_BEFORE -> {
        out.flush();
        line.cut();
      }
      case CUT_AFTER -> {
        out.write(it.bytes);
        out.flush();
        line.cut();
      }
      case SWALLOW -> out.flush();
      case FREEZE -> {
        out.flush();
        freeze();
      }
    }
  }

  private synchronized Deed decide(Passing it, Line line) {
    if (line.fate != Deed.PASS || hasStruck() || line.isWatchdog) {
      return line.fate;
    }
    var message = new Message(seen.size() + 1, it.direction, it.type, it.text());
    seen.add(message);
    var deed = script.about(message);
    if (deed != Deed.PASS) {
      line.fate = deed;
      struck.countDown();
    }
    return deed;
  }

  /** Nothing is read any more, and nothing closed. */
  private void freeze() throws IOException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    synchronized (this) {
      lines.forEach(Line::cut);
    }
    threads.shutdownNow();
  }

  /** Which way a message goes. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /** What can be done about a message. */
  public enum Deed {
    PASS,
    /** Both sides see the connection break, and the message has not arrived. */
    CUT_BEFORE,
    /** Both sides see the connection break, and the message has arrived. */
    CUT_AFTER,
    /** From here on nothing arrives in either direction, and nothing is closed. */
    SWALLOW,
    /** From here on nothing is even taken from either side, and nothing is closed. */
    FREEZE
  }

  /** Decides about each message. */
  @FunctionalInterface
  public interface Script {
    Deed about(Message message);
  }

  /**
   * A message, by its place among all that were sent.
   *
   * @param type PostgreSQL's letter for it
   * @param sql of messages that carry a statement; else empty
   */
  public record Message(int number, Direction direction, char type, String sql) {}

  /** One connection, as long as both its sides. */
  private static final class Line {
    private final Socket client;
    private final Socket backend;
    private volatile boolean isWatchdog;
    private volatile Deed fate = Deed.PASS;

    Line(Socket client, Socket backend) {
      this.client = client;
      this.backend = backend;
    }

    /** As a machine that is gone: nobody says goodbye. */
    void cut() {
      for (var socket : List.of(client, backend)) {
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException _) {
          // it is closed already
        }
      }
    }
  }

  /** A message on its way, with all its bytes. */
  private static final class Passing {
    private final Direction direction;
    private final char type;
    private final byte[] content;
    private final byte[] bytes;

    Passing(Direction direction, char type, byte[] content, byte[] bytes) {
      this.direction = direction;
      this.type = type;
      this.content = content;
      this.bytes = bytes;
    }

    /** A Parse has the name of a prepared statement before its text. */
    String text() {
      if (direction == Direction.TO_CLIENT || (type != 'P' && type != 'Q')) {
        return "";
      }
      int from = type == 'Q' ? 0 : end(0) + 1;
      return new String(content, from, end(from) - from, UTF_8);
    }

    private int end(int from) {
      int at = from;
      while (content[at] != 0) {
        at++;
      }
      return at;
    }
  }
}
