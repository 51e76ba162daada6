package dev.slipway.engine.store;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import io.minio.errors.MinioException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Makes calls to S3, waits for their answers, and makes those again that a second try may mend. */
final class S3Calls {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final String store;

  S3Calls(String store) {
    this.store = store;
  }

  /**
   * Makes a call until it is answered for good.
   *
   * @param doing what the call does, for messages
   */
  <T> T make(String doing, Call<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(doing, call);
      } catch (EngineException e) {
        if (e.code() != FailureCode.STORE_UNREACHABLE || attempt == ATTEMPTS) {
          throw e;
        }
        pause(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
      }
    }
  }

  private <T> T once(String doing, Call<T> call) {
    try {
      return call.make();
    } catch (MinioException | ExecutionException e) {
      throw S3Failure.of(e, doing, store);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static EngineException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new EngineException(FailureCode.INTERRUPTED, "interrupted while S3 was asked", e);
  }

  /** One request to S3. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws MinioException, ExecutionException, InterruptedException;
  }
}
