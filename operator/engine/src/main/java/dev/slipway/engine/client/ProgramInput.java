package dev.slipway.engine.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a program is given to read. One that has ended takes no more, which is no failure here: its
 * exit status tells whether it had enough.
 */
public final class ProgramInput extends OutputStream {
  private final OutputStream pipe;
  private boolean isWanted = true;

  public ProgramInput(OutputStream pipe) {
    this.pipe = pipe;
  }

  /** Whether the program still reads. */
  public boolean isWanted() {
    return isWanted;
  }

  /** Writes text, and sees to it that the program has it. */
  public void say(String text) {
    write(text.getBytes(UTF_8));
    flush();
  }

  /** Never throws, unlike the one that it overrides. */
  @Override
  public void write(byte[] content) {
    write(content, 0, content.length);
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) {
    if (isWanted) {
      try {
        pipe.write(content, offset, length);
      } catch (IOException _) {
        isWanted = false;
      }
    }
  }

  @Override
  public void flush() {
    try {
      pipe.flush();
    } catch (IOException _) {
      isWanted = false;
    }
  }

  @Override
  public void close() {
    try {
      pipe.close();
    } catch (IOException _) {
      isWanted = false;
    }
  }
}
