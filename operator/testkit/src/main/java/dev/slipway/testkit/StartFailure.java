package dev.slipway.testkit;

import java.util.Locale;

/** A program did not come up; the message ends with the last lines of its log. */
public final class StartFailure extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message);
  }

  /** Whether somebody else was quicker to take the port, which a program only says in its log. */
  boolean isTakenAddress() {
    return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("address already in use");
  }
}
