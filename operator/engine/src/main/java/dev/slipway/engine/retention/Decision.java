package dev.slipway.engine.retention;

import java.util.List;

/**
 * What is to become of something in a store.
 *
 * @param why in words that follow the verb; never empty
 */
public record Decision(StoredItem item, boolean kept, List<String> why) {
  public Decision {
    why = List.copyOf(why);
  }

  static Decision keep(StoredItem item, List<String> why) {
    return new Decision(item, true, why);
  }

  static Decision keep(StoredItem item, String why) {
    return keep(item, List.of(why));
  }

  static Decision remove(StoredItem item, List<String> why) {
    return new Decision(item, false, why);
  }

  /** One line. */
  public String inWords() {
    return "%s %s: %s"
        .formatted(kept ? "keep  " : "remove", item.location(), String.join(", ", why));
  }
}
