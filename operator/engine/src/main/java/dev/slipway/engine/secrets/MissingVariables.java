package dev.slipway.engine.secrets;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which variables a file refers to that its target does not have. */
public final class MissingVariables {
  private MissingVariables() {}

  /**
   * @param referred to by the file's content
   * @param known in the target: those of its database, and those of its ConfigMaps and Secrets
   * @return sorted
   */
  @SafeVarargs
  public static List<String> of(Collection<String> referred, Collection<String>... known) {
    var missing = new TreeSet<>(referred);
    for (var names : known) {
      missing.removeAll(names);
    }
    return List.copyOf(missing);
  }
}
