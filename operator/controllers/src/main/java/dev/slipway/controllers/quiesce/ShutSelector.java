package dev.slipway.controllers.quiesce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A selector that selects nobody but the maintenance page. It has the keys of the one before, with
 * another value: so whoever applies the old manifest replaces it, instead of adding to it.
 */
final class ShutSelector {
  private static final String VALUE = "slipway-closed";

  private ShutSelector() {}

  /** One such value is enough, whatever others have added. */
  static boolean isShut(Map<String, String> selector) {
    return selector.containsValue(VALUE);
  }

  /** The labels of a pod that it selects nevertheless. */
  static Map<String, String> of(Map<String, String> selector) {
    var shut = new LinkedHashMap<String, String>();
    selector.keySet().forEach(key -> shut.put(key, VALUE));
    return shut;
  }

  static Map<String, @Nullable String> shutting(Map<String, String> selector) {
    var change = new LinkedHashMap<String, @Nullable String>();
    selector.keySet().forEach(key -> change.put(key, VALUE));
    return change;
  }

  /** From what is there back to what was before; what others have set meanwhile stays. */
  static Map<String, @Nullable String> opening(
      Map<String, String> there, Map<String, String> before) {
    var keys = new TreeSet<>(there.keySet());
    keys.removeIf(key -> !VALUE.equals(there.get(key)));
    if (keys.size() == there.size()) {
      keys.addAll(before.keySet());
    }
    var change = new LinkedHashMap<String, @Nullable String>();
    keys.forEach(key -> change.put(key, before.get(key)));
    return change;
  }
}
