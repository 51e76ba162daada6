package dev.slipway.engine.structure;

import dev.slipway.engine.rules.Cast;
import java.util.List;
import java.util.Optional;

/**
 * What people said about changes of structure beforehand.
 *
 * @param destructiveAllowed whether data may be lost
 * @param casts how values get from an old type to a new one, where PostgreSQL's own way will not do
 */
public record StructureWishes(boolean destructiveAllowed, List<Cast> casts) {
  public static final StructureWishes NONE = new StructureWishes(false, List.of());

  public StructureWishes {
    casts = List.copyOf(casts);
  }

  Optional<String> cast(TableColumn place) {
    return casts.stream()
        .filter(it -> it.table().equals(place.table()) && it.column().equals(place.column()))
        .map(Cast::using)
        .findFirst();
  }
}
