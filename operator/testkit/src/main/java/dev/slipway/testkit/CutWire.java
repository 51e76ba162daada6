package dev.slipway.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A wire to a server of this machine. Once it is cut, nothing comes through, and nobody is told.
 */
public final class CutWire implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket door;
  private final int target;
  private volatile boolean isCut;

  public CutWire(int target) {
    this.target = target;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  public void cut() {
    isCut = true;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var near = door.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
      } catch (IOException _) {
        // closed: nobody comes any more
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      carry(from.getInputStream(), to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // one side has gone
    }
  }

  private void carry(InputStream from, OutputStream to) throws IOException {
    var buffer = new byte[BUFFER];
    for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (!isCut) {
        to.write(buffer, 0, read);
      }
    }
  }
}
