package dev.slipway.engine.secrets;

/**
 * Goes through a JSON document and shows every key and every value that is no object or array, as
 * they are written. Forgives what is no matter here, such as odd numbers and bytes that are no
 * UTF-8.
 */
final class JsonWalk {
  private static final ByteSet SCALAR = ByteSet.of("A-Za-z0-9+.-");

  /** What comes by, in the document's order. */
  interface Leaves {
    Leaves NONE =
        new Leaves() {
          @Override
          public void key(Text text) {}

          @Override
          public void string(Text text) {}

          @Override
          public void scalar(Text text) {}
        };

    /** Between the quotes, with its escapes; the path stands at the key. */
    void key(Text text);

    /** Between the quotes, with its escapes. */
    void string(Text text);

    /** A number or a word. */
    void scalar(Text text);
  }

  private final byte[] bytes;
  private final int end;
  private final JsonPath path;
  private final Leaves leaves;
  private int at;

  private JsonWalk(Text text, JsonPath path, Leaves leaves) {
    this.bytes = text.bytes;
    this.at = text.from;
    this.end = text.to;
    this.path = path;
    this.leaves = leaves;
  }

  /** Whether it is a document, and none that is too deep. */
  static boolean canGoThrough(Text text, JsonPath path) {
    int depth = path.depth();
    boolean whole = new JsonWalk(text, path, Leaves.NONE).document();
    while (path.depth() > depth) {
      path.leave();
    }
    return whole;
  }

  /**
   * @param path follows the walk, from where it stands
   */
  static void through(Text text, JsonPath path, Leaves leaves) {
    new JsonWalk(text, path, leaves).document();
  }

  private boolean document() {
    return value() && skipBlanks() == end;
  }

  private boolean value() {
    if (skipBlanks() == end) {
      return false;
    }
    return switch (bytes[at]) {
      case '{' -> path.depth() < JsonPath.DEEPEST && object();
      case '[' -> path.depth() < JsonPath.DEEPEST && array();
      case '"' -> string();
      default -> scalar();
    };
  }

  private boolean object() {
    path.enter(new Text(bytes, at, end));
    at++;
    if (!skip('}')) {
      do {
        if (skipBlanks() == end || bytes[at] != '"') {
          return false;
        }
        int from = at + 1;
        if (!skipString()) {
          return false;
        }
        var key = new Text(bytes, from, at - 1);
        path.at(key);
        leaves.key(key);
        if (!skip(':') || !value()) {
          return false;
        }
      } while (skip(','));
      if (!skip('}')) {
        return false;
      }
    }
    path.leave();
    return true;
  }

  private boolean array() {
    path.enter(new Text(bytes, at, end));
    at++;
    if (!skip(']')) {
      int index = 0;
      do {
        path.at(index++);
        if (!value()) {
          return false;
        }
      } while (skip(','));
      if (!skip(']')) {
        return false;
      }
    }
    path.leave();
    return true;
  }

  private boolean string() {
    int from = at + 1;
    if (!skipString()) {
      return false;
    }
    leaves.string(new Text(bytes, from, at - 1));
    return true;
  }

  private boolean scalar() {
    int length = SCALAR.run(bytes, at, end);
    at += length;
    if (length > 0) {
      leaves.scalar(new Text(bytes, at - length, at));
    }
    return length > 0;
  }

  /** From the opening quote to behind the closing one. */
  private boolean skipString() {
    for (at++; at < end; at++) {
      switch (bytes[at]) {
        case '"' -> {
          at++;
          return true;
        }
        case '\\' -> at++;
        default -> {}
      }
    }
    return false;
  }

  private boolean skip(char wanted) {
    if (skipBlanks() < end && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private int skipBlanks() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
    return at;
  }
}
