package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says in the releases store that a migration file is proven in an environment, so that other
 * clusters can go by it. It counts until somebody lays the same name under {@code withdrawn}.
 *
 * @param environment namespace.name
 * @param digest of the file
 * @param run that proved it
 * @param since when it was
 * @param by who signed it off; absent: nobody was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValidatedMark(
    int formatVersion,
    String app,
    String environment,
    String digest,
    String plan,
    String run,
    Instant since,
    @Nullable String by) {
  public static final int FORMAT_VERSION = 1;
}
