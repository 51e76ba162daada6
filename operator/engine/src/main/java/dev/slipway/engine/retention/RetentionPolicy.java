package dev.slipway.engine.retention;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept in each environment. Days, weeks and months count only where there is a backup,
 * so that a pause takes nothing away.
 *
 * @param last the newest ones
 * @param daily days of which the newest one stays
 * @param weekly likewise, from Monday to Sunday
 * @param monthly likewise
 * @param zone by whose clock a day ends
 * @param checkpoints the newest ones; absent: all of them
 * @param releases whose ways back stay
 */
public record RetentionPolicy(
    int last,
    int daily,
    int weekly,
    int monthly,
    ZoneId zone,
    @Nullable Integer checkpoints,
    int releases) {
  public static final int RELEASES = 10;

  /** Fails for one that would keep nothing, since nobody means that. */
  public RetentionPolicy {
    var counts = List.of(last, daily, weekly, monthly);
    Stream.concat(counts.stream(), Stream.of(releases, checkpoints == null ? 0 : checkpoints))
        .filter(it -> it < 0)
        .forEach(it -> refuse("%s is no number of backups to keep".formatted(it)));
    if (counts.stream().allMatch(it -> it == 0)) {
      refuse("it would keep nothing: say how many of the last, or of which days, weeks or months");
    }
  }

  /** The same for a zone by its name, such as {@code Europe/Berlin}. */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          name + " is no time zone; write it like Europe/Berlin or UTC",
          e);
    }
  }

  private static void refuse(String why) {
    throw new EngineException(FailureCode.ORDER_INVALID, "no policy to prune by: " + why);
  }
}
