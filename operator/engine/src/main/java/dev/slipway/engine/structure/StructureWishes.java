package dev.slipway.engine.structure;

import dev.slipway.engine.rules.Cast;
import java.util.List;
import java.util.Optional;

/**
 * What people said about changes of structure beforehand.
 *
 * @param destructiveAllowed whether data may be lost
 * @param casts how values get from an old type to a new one, where PostgreSQL's own way will not do
 * @param exact whether what only the target has goes, and every name has to be the file's
 */
public record StructureWishes(boolean destructiveAllowed, List<Cast> casts, boolean exact) {
  public static final StructureWishes NONE = new StructureWishes(false, List.of());

  /** The target is to be exactly what the file is, whatever that costs. */
  public static final StructureWishes EXACT = new StructureWishes(false, List.of(), true);

  public StructureWishes {
    casts = List.copyOf(casts);
  }

  public StructureWishes(boolean destructiveAllowed, List<Cast> casts) {
    this(destructiveAllowed, casts, false);
  }

  Optional<String> cast(TableColumn place) {
    return casts.stream()
        .filter(it -> it.table().equals(place.table()) && it.column().equals(place.column()))
        .map(Cast::using)
        .findFirst();
  }
}
