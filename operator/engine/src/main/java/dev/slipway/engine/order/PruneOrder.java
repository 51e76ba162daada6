package dev.slipway.engine.order;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * Take away the backups of an environment that its policy does not keep.
 *
 * @param referred locations in the store that unfinished or recent releases refer to: these stay
 * @param known locations of which somebody wants to hear when they are gone
 */
public record PruneOrder(
    int formatVersion,
    RunStep step,
    StoreAccess backups,
    Retention retention,
    List<String> referred,
    List<String> known)
    implements WorkOrder {
  @JsonCreator
  public PruneOrder {
    referred = List.copyOf(referred);
    known = List.copyOf(requireNonNullElse(known, List.of()));
  }

  /** One that nobody wants to hear of. */
  public PruneOrder(
      int formatVersion,
      RunStep step,
      StoreAccess backups,
      Retention retention,
      List<String> referred) {
    this(formatVersion, step, backups, retention, referred, List.of());
  }
}
