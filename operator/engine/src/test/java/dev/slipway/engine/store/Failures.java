package dev.slipway.engine.store;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The codes with which calls fail. */
public final class Failures {
  /** No call fails with it here, so it can say that one succeeded. */
  public static final FailureCode NONE = FailureCode.BUG;

  private Failures() {}

  public static FailureCode codeOf(ThrowingCallable call) {
    return of(call).code();
  }

  /** The failure of a call; one with code NONE where it succeeds. */
  public static EngineException of(ThrowingCallable call) {
    try {
      call.call();
      return new EngineException(NONE, "it succeeded");
    } catch (EngineException e) {
      return e;
    } catch (Throwable e) {
      throw new AssertionError("not a failure that was foreseen", e);
    }
  }
}
