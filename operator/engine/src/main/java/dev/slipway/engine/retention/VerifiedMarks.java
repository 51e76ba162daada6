package dev.slipway.engine.retention;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.store.ObjectStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Leaves word beside a backup that it was found whole, for those who decide later which backups
 * stay. To be called by whoever has just verified it.
 */
public final class VerifiedMarks {
  private final ObjectStore store;
  private final Clock clock;

  public VerifiedMarks(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Answers whether the mark is there now. Who may only read the store has verified the backup all
   * the same, and leaves no mark.
   */
  public boolean leave(String location, VerifiedMark.How how) {
    var mark = new VerifiedMark(clock.instant().truncatedTo(ChronoUnit.SECONDS), how);
    var content =
        "{\"formatVersion\": 1, \"verified\": \"%s\", \"how\": \"%s\"}\n"
            .formatted(mark.at(), how.word());
    try {
      SmallObject.write(store, location + "/" + mark.name(), content);
      return true;
    } catch (EngineException e) {
      return switch (e.code()) {
        case OBJECT_EXISTS -> true;
        case STORE_ACCESS_DENIED -> false;
        default -> throw e;
      };
    }
  }
}
