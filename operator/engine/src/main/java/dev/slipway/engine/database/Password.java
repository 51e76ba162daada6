package dev.slipway.engine.database;

/** A password, which no message, log or record shows by accident. */
public final class Password {
  private final String text;

  public Password(String text) {
    this.text = text;
  }

  /** The password itself: only for the driver, and for the environment of a child process. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
