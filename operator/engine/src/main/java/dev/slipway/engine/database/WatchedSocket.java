package dev.slipway.engine.database;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a session, below TLS where there is any: it notices a silent end of the other side,
 * tells how long it has been waiting, and never looks dead to the server.
 */
final class WatchedSocket extends Socket {
  /** What arrives while nobody reads, and is kept elsewhere at once, is no more than this. */
  private static final int WINDOW = 256 * 1024;

  private final Waiting waiting = new Waiting();
  private @Nullable SteadyInput input;
  private @Nullable OutputStream output;

  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    setReceiveBufferSize(WINDOW);
    super.connect(address, timeout);
    setKeepAlive(true);
    if (supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 3);
      setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 2);
      setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
    }
    synchronized (this) {
      input = new SteadyInput(super.getInputStream(), waiting);
      output = new WatchedOutput(super.getOutputStream(), waiting);
    }
  }

  @Override
  public synchronized InputStream getInputStream() {
    return requireNonNull(input, "not connected yet");
  }

  @Override
  public synchronized OutputStream getOutputStream() {
    return requireNonNull(output, "not connected yet");
  }

  /** How long not a single byte has passed that somebody waits for. */
  Duration waitingTime() {
    return waiting.time();
  }

  /** Takes from the server what is due, whether anybody reads or not. */
  void keepUp() {
    var steady = steadyInput();
    if (steady == null) {
      return;
    }
    try {
      steady.keepUp();
    } catch (IOException _) {
      // whoever reads next finds out
    }
  }

  /** Ends it for those who wait, too, who are told why. */
  void giveUp(String reason) {
    waiting.giveUp(reason);
    try {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what was read ahead. Only after everybody who reads was woken by the end. */
  void forget() {
    var steady = steadyInput();
    if (steady != null) {
      try {
        steady.forget();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private synchronized @Nullable SteadyInput steadyInput() {
    return input;
  }
}
