package dev.slipway.engine.catalog;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sequence, without where it stands: that follows from the rows.
 *
 * @param owner the column it goes away with: a serial one, or an identity
 * @param users the tables with a default that draws from it
 */
public record Sequence(
    String name,
    String type,
    long start,
    long increment,
    long min,
    long max,
    long cache,
    boolean cycles,
    @Nullable SequenceOwner owner,
    List<String> users,
    @Nullable String comment) {
  public Sequence {
    users = List.copyOf(users);
  }

  /** Whether it belongs to one of these tables or, belonging to none, serves one. */
  boolean servesAnyOf(Set<String> tables) {
    return owner == null
        ? users.stream().anyMatch(tables::contains)
        : tables.contains(owner.table());
  }

  /** Who draws from it, others decide. */
  public Sequence withoutUsers() {
    return only(Set.of());
  }

  Sequence only(Set<String> tables) {
    var kept = users.stream().filter(tables::contains).toList();
    return new Sequence(
        name, type, start, increment, min, max, cache, cycles, owner, kept, comment);
  }
}
