package dev.slipway.engine.store;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import io.minio.errors.MinioException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/** Makes calls to S3, waits for their answers, and makes those again that a second try may mend. */
final class S3Calls {
  /** A store that is restarted, or has too much to do for a moment, has some fifteen seconds. */
  private static final int ATTEMPTS = 8;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

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
        pause(attempt);
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

  /** Longer each time, and not the same for all whom the store has turned away together. */
  static void pause(int attempt) {
    long most = Math.min(FIRST_PAUSE.toMillis() << attempt, LONGEST_PAUSE.toMillis());
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
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
