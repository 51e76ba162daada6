package dev.slipway.engine.store;

/** The secret half of an S3 key, which no message, log or record shows by accident. */
public final class S3Secret {
  private final String text;

  public S3Secret(String text) {
    this.text = text;
  }

  /** The secret itself: only for the client that signs with it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "S3Secret[hidden]";
  }
}
