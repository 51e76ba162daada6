package dev.slipway.engine.secrets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a document a walk stands: keys and indexes from the top down, read only when asked. */
final class JsonPath {
  /** Deeper than any document that a person or an app makes, and no danger to a stack. */
  static final int DEEPEST = 200;

  private final List<Step> steps = new ArrayList<>();

  int depth() {
    return steps.size();
  }

  void enter() {
    steps.add(new Step());
  }

  void leave() {
    steps.removeLast();
  }

  /** In an object: the value of this key comes next. */
  void at(Text key) {
    steps.getLast().key = key;
    steps.getLast().name = null;
  }

  /** In an array: this element comes next. */
  void at(int index) {
    steps.getLast().key = null;
    steps.getLast().name = null;
    steps.getLast().index = index;
  }

  List<String> names() {
    return steps.stream().map(Step::name).toList();
  }

  /** The innermost key; empty where there is none. */
  String lastKey() {
    for (var step : steps.reversed()) {
      if (step.key != null) {
        return step.name();
      }
    }
    return "";
  }

  private static final class Step {
    private @Nullable Text key;
    private @Nullable String name;
    private int index;

    String name() {
      if (name == null) {
        name = key == null ? Integer.toString(index) : Escapes.json(key).toString();
      }
      return name;
    }
  }
}
