package dev.slipway.engine.retention;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes the objects of one backup away: all of them, or none where the store holds one. */
record FolderRemoval(ObjectStore store, Clock clock) {
  /** Empty once they are gone. */
  Optional<PruneReport.Left> remove(String location, List<StoredObject> objects) {
    try {
      for (var object : objects) {
        var held = store.heldUntil(object.key()).filter(it -> it.isAfter(clock.instant()));
        if (held.isPresent()) {
          return left(location, true, "the store holds it " + inWords(held.get()));
        }
      }
      objects.forEach(it -> store.delete(it.key()));
      return Optional.empty();
    } catch (EngineException e) {
      if (e.code() != FailureCode.STORE_ACCESS_DENIED && e.code() != FailureCode.STORE_REFUSED) {
        throw e;
      }
      return left(location, false, String.valueOf(e.getMessage()));
    }
  }

  static Optional<PruneReport.Left> left(String location, boolean held, String why) {
    return Optional.of(new PruneReport.Left(location, held, why));
  }

  private static String inWords(Instant until) {
    return until.equals(Instant.MAX) ? "until somebody ends its legal hold" : "until " + until;
  }
}
