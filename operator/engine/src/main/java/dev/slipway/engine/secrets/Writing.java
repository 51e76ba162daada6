package dev.slipway.engine.secrets;

import dev.slipway.engine.catalog.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a column's values are written down, as far as a secret could hide in it. */
enum Writing {
  /** Numbers, times and the like: nothing that anybody could write into. */
  NO_TEXT,
  TEXT,
  ARRAY,
  /** Hexadecimal digits, in which no trigger shows. */
  BYTES;

  private static final Set<String> WITHOUT_TEXT =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "numeric",
          "real",
          "double precision",
          "money",
          "boolean",
          "date",
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone",
          "interval",
          "uuid",
          "oid",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "point",
          "line",
          "lseg",
          "box",
          "path",
          "polygon",
          "circle",
          "bit",
          "bit varying",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange",
          "pg_lsn");

  /** A type that nobody has heard of may hold text. */
  static Writing of(@Nullable Column column) {
    if (column == null) {
      return TEXT;
    }
    var type = column.type().replaceAll("\\([^)]*\\)", "").replaceAll("(\\[])+$", "").strip();
    boolean array = column.type().endsWith("[]");
    if (WITHOUT_TEXT.contains(type) || column.enumName() != null) {
      return NO_TEXT;
    }
    return type.equals("bytea") ? BYTES : array ? ARRAY : TEXT;
  }

  List<Text> values(Text field) {
    var text = Escapes.copy(field);
    return switch (this) {
      case NO_TEXT, TEXT -> List.of(text);
      case ARRAY -> Escapes.elements(text);
      case BYTES -> bytes(text);
    };
  }

  private static List<Text> bytes(Text text) {
    return text.opensBracket()
        ? Escapes.elements(text).stream().map(Escapes::hex).toList()
        : List.of(Escapes.hex(text));
  }
}
