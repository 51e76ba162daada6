package dev.slipway.engine.merge;

/** Values as text COPY writes them. */
final class CopyText {
  static final String NULL = "\\N";

  private CopyText() {}

  static String escaped(String value) {
    var escaped = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char it = value.charAt(i);
      switch (it) {
        case '\\' -> escaped.append("\\\\");
        case '\b' -> escaped.append("\\b");
        case '\f' -> escaped.append("\\f");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case 0x0b -> escaped.append("\\v");
        default -> escaped.append(it);
      }
    }
    return escaped.toString();
  }
}
