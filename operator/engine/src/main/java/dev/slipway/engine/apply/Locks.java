package dev.slipway.engine.apply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who waits for a migration, and how long. */
record Locks(List<TableImpact> impacts, @Nullable ClosedTime closed) {
  static final Locks NONE = new Locks(List.of(), null);

  Locks {
    impacts = List.copyOf(impacts);
  }
}
