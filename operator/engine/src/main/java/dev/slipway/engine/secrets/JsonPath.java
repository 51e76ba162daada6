package dev.slipway.engine.secrets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a document a walk stands: keys and indexes from the top down, read only when asked. */
final class JsonPath {
  /** Deeper than any document that a person or an app makes, and no danger to a stack. */
  static final int DEEPEST = 200;

  private final List<Step> steps = new ArrayList<>();

  int depth() {
    return steps.size();
  }

  /**
   * @param container an object or array, and what follows it
   */
  void enter(Text container) {
    steps.add(new Step(container));
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

  /** What the walk went to from the container of that depth. */
  String name(int depth) {
    return steps.get(depth).name();
  }

  /** The strings that stand right in the object of that depth, by their keys. */
  Map<String, String> fields(int depth) {
    return steps.get(depth).fields();
  }

  private static final class Step {
    private final Text container;
    private @Nullable Text key;
    private @Nullable String name;
    private @Nullable Map<String, String> fields;
    private int index;

    Step(Text container) {
      this.container = container;
    }

    String name() {
      if (name == null) {
        name = key == null ? Integer.toString(index) : Escapes.json(key).toString();
      }
      return name;
    }

    Map<String, String> fields() {
      if (fields == null) {
        var path = new JsonPath();
        var found = new LinkedHashMap<String, String>();
        JsonWalk.through(container, path, new Fields(path, found));
        fields = found;
      }
      return fields;
    }
  }

  private record Fields(JsonPath path, Map<String, String> found) implements JsonWalk.Leaves {
    @Override
    public void key(Text text) {}

    @Override
    public void string(Text text) {
      if (path.depth() == 1) {
        found.put(path.name(0), Escapes.json(text).toString());
      }
    }

    @Override
    public void scalar(Text text) {}
  }
}
