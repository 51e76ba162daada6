package dev.slipway.engine;

/** How a process of Slipway ends, for scripts and for the operator: by who must act next. */
public enum ExitCode {
  DONE(0),
  /** The two sides of a comparison differ. */
  DIFFERENT(1),
  /** The call was wrong. */
  USAGE(2),
  /** What was asked for is not done, and asking again will not help. */
  REFUSED(3),
  /** Something around us failed; trying again may help. */
  ENVIRONMENT(4),
  /** A checksum, a digest or the ledger does not agree. */
  INTEGRITY(5),
  NEEDS_PERSON(6),
  BUG(70),
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
