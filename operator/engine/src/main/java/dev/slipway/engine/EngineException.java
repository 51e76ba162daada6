package dev.slipway.engine;

import org.jspecify.annotations.Nullable;

/**
 * A failure that was foreseen. Its message tells people what is wrong, where, and what to do; it
 * never holds a secret or a row.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FailureCode code;

  public EngineException(FailureCode code, String message) {
    this(code, message, null);
  }

  public EngineException(FailureCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public FailureCode code() {
    return code;
  }
}
