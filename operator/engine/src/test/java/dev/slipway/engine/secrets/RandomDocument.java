package dev.slipway.engine.secrets;

import java.util.HexFormat;
import java.util.Random;

/** Documents of JSON with one value somewhere in them, written in one of the many ways. */
final class RandomDocument {
  private static final int DEEPEST = 6;
  private static final int DEEPEST_WRAPPING = 2;

  private final Random random;

  RandomDocument(Random random) {
    this.random = random;
  }

  /** A document that holds the value as a string, or in a longer string, or as a key. */
  String with(String value) {
    return container(value, random.nextInt(DEEPEST), random.nextInt(DEEPEST_WRAPPING + 1));
  }

  private String container(String value, int depth, int wrappings) {
    var inner = inner(value, depth, wrappings);
    var before = "%s: 1, %s: [true, null, -1.5e3], ".formatted(string("n"), string("größe 😀"));
    return random.nextBoolean()
        ? "{%s%s: %s}".formatted(random.nextBoolean() ? before : "", string("k" + depth), inner)
        : "[%s, %s , {}, []]".formatted(string("x"), inner);
  }

  private String inner(String value, int depth, int wrappings) {
    if (depth > 0) {
      return container(value, depth - 1, wrappings);
    }
    if (wrappings > 0) {
      return string(container(value, random.nextInt(3), wrappings - 1));
    }
    return random.nextInt(5) == 0
        ? "{%s: {\"in\": 0}}".formatted(string(value))
        : string(random.nextBoolean() ? value : "before\n" + value + "\nafter");
  }

  private String string(String text) {
    var written = new StringBuilder("\"");
    boolean zealous = random.nextInt(3) == 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        written.append('\\').append(c);
      } else if (c == '\n') {
        written.append("\\n");
      } else if (c == '\r') {
        written.append("\\r");
      } else if (c == '/' && random.nextBoolean()) {
        written.append("\\/");
      } else if (c < 0x20 || (zealous && random.nextInt(4) == 0)) {
        written.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        written.append(c);
      }
    }
    return written.append('"').toString();
  }
}
