package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Undoes the ways in which a text is written down inside another; what is no escape stays. */
final class Escapes {
  private static final int HEX = 16;

  private Escapes() {}

  /** As text COPY escapes a field. */
  static Text copy(Text text) {
    return text.has('\\') ? undone(text, Escapes::copied) : text;
  }

  /** As a JSON string is written between its quotes. */
  static Text json(Text text) {
    return text.has('\\') ? undone(text, Escapes::jsonCharacter) : text;
  }

  /** The elements of an array as PostgreSQL writes it, of all its dimensions. */
  static List<Text> elements(Text array) {
    var elements = new ArrayList<Text>();
    int from = array.from;
    boolean quoted = false;
    for (int i = array.from; i < array.to; i++) {
      switch (array.bytes[i]) {
        case '\\' -> i++;
        case '"' -> {
          if (quoted) {
            add(elements, new Text(array.bytes, from, i));
          }
          quoted = !quoted;
          from = i + 1;
        }
        case '{', '}', ',' -> {
          if (!quoted) {
            add(elements, new Text(array.bytes, from, i));
            from = i + 1;
          }
        }
        default -> {}
      }
    }
    add(elements, new Text(array.bytes, Math.min(from, array.to), array.to));
    return elements;
  }

  /** Bytes as bytea is written; the text itself where it is not written so. */
  static Text hex(Text text) {
    if (text.length() < 2 || text.charAt(0) != '\\' || text.charAt(1) != 'x') {
      return text;
    }
    var bytes = new byte[(text.length() - 2) / 2];
    for (int i = 0; i < bytes.length; i++) {
      int at = text.from + 2 + 2 * i;
      int value = (digit(text.bytes[at]) << 4) | digit(text.bytes[at + 1]);
      if (value < 0) {
        return text;
      }
      bytes[i] = (byte) value;
    }
    return new Text(bytes, 0, bytes.length);
  }

  private static void add(List<Text> elements, Text element) {
    if (element.length() > 0) {
      elements.add(element.has('\\') ? undone(element, Escapes::quoted) : element);
    }
  }

  /** Reads what follows a backslash, writes what it stands for, and tells where to go on. */
  private interface Undoing {
    int after(Text text, int place, Undone out);
  }

  private static Text undone(Text text, Undoing undoing) {
    var out = new Undone(text.length());
    for (int i = text.from; i < text.to; ) {
      if (text.bytes[i] == '\\' && i + 1 < text.to) {
        i = undoing.after(text, i + 1, out);
      } else {
        out.write(text.bytes[i++]);
      }
    }
    return out.text();
  }

  /** No escape is shorter than what it stands for. */
  private static final class Undone {
    private final byte[] bytes;
    private int length;

    Undone(int longest) {
      bytes = new byte[longest];
    }

    void write(int value) {
      bytes[length++] = (byte) value;
    }

    void write(String characters) {
      for (byte value : characters.getBytes(UTF_8)) {
        write(value);
      }
    }

    Text text() {
      return new Text(bytes, 0, length);
    }
  }

  private static int copied(Text text, int place, Undone out) {
    byte c = text.bytes[place];
    out.write(
        switch (c) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'v' -> 0x0b;
          default -> c;
        });
    return place + 1;
  }

  private static int quoted(Text text, int place, Undone out) {
    out.write(text.bytes[place]);
    return place + 1;
  }

  private static int jsonCharacter(Text text, int place, Undone out) {
    byte c = text.bytes[place];
    switch (c) {
      case 'b' -> out.write('\b');
      case 'f' -> out.write('\f');
      case 'n' -> out.write('\n');
      case 'r' -> out.write('\r');
      case 't' -> out.write('\t');
      case '"', '\\', '/' -> out.write(c);
      case 'u' -> {
        return unicode(text, place + 1, out);
      }
      default -> {
        out.write('\\');
        out.write(c);
      }
    }
    return place + 1;
  }

  private static int unicode(Text text, int place, Undone out) {
    int first = codeUnit(text, place);
    if (first < 0) {
      out.write("\\u");
      return place;
    }
    int second =
        Character.isHighSurrogate((char) first)
                && place + 6 <= text.to
                && text.bytes[place + 4] == '\\'
                && text.bytes[place + 5] == 'u'
            ? codeUnit(text, place + 6)
            : -1;
    if (second >= 0 && Character.isLowSurrogate((char) second)) {
      out.write(new String(new char[] {(char) first, (char) second}));
      return place + 10;
    }
    out.write(String.valueOf((char) first));
    return place + 4;
  }

  private static int codeUnit(Text text, int place) {
    if (place + 4 > text.to) {
      return -1;
    }
    int value = 0;
    for (int i = place; i < place + 4; i++) {
      int digit = digit(text.bytes[i]);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private static int digit(byte c) {
    return Character.digit(c, HEX);
  }
}
