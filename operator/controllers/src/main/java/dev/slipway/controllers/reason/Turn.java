package dev.slipway.controllers.reason;

/** Who has to act. */
public enum Turn {
  NOBODY("nobody"),
  /** It is tried again with a pause that grows, until a deadline where there is one. */
  TIME("nobody: it is tried again"),
  YOU("you"),
  /** Nothing is decided without a person, since what is there is not what should be. */
  YOU_LOOK("you: look before you go on"),
  US("us: it is a fault of Slipway");

  private final String words;

  Turn(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
