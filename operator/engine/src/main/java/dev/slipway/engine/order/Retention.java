package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How much of an environment's backups is kept.
 *
 * @param last the newest ones
 * @param daily days of which the newest one stays
 * @param weekly weeks likewise
 * @param monthly months likewise
 * @param timeZone by whose clock a day ends, such as {@code Europe/Berlin}
 * @param checkpoints the newest ones; absent: all of them
 * @param releases whose undo files stay
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Retention(
    int last,
    int daily,
    int weekly,
    int monthly,
    String timeZone,
    @Nullable Integer checkpoints,
    int releases) {}
