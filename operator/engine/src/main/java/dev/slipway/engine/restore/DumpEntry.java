package dev.slipway.engine.restore;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of {@code pg_restore --list}.
 *
 * @param line as pg_restore wrote it, and reads it again
 * @param kind such as {@code TABLE DATA}
 * @param rest schema, name and owner, one space between them, and perhaps more within
 */
record DumpEntry(String line, String kind, String rest) {
  private static final Pattern LINE = Pattern.compile("\\d+; \\d+ \\d+ (.*)");

  /** Those of more than one word, the longer ones first; every other one is a single word. */
  private static final List<String> LONG_KINDS =
      List.of(
          "PUBLICATION TABLES IN SCHEMA",
          "MATERIALIZED VIEW DATA",
          "TEXT SEARCH CONFIGURATION",
          "TEXT SEARCH DICTIONARY",
          "TEXT SEARCH TEMPLATE",
          "TEXT SEARCH PARSER",
          "FOREIGN DATA WRAPPER",
          "PROCEDURAL LANGUAGE",
          "DATABASE PROPERTIES",
          "SEQUENCE OWNED BY",
          "MATERIALIZED VIEW",
          "PUBLICATION TABLE",
          "CHECK CONSTRAINT",
          "OPERATOR FAMILY",
          "STATISTICS DATA",
          "OPERATOR CLASS",
          "SECURITY LABEL",
          "ACCESS METHOD",
          "BLOB COMMENTS",
          "BLOB METADATA",
          "EVENT TRIGGER",
          "FK CONSTRAINT",
          "FOREIGN TABLE",
          "INDEX ATTACH",
          "ROW SECURITY",
          "SEQUENCE SET",
          "TABLE ATTACH",
          "USER MAPPING",
          "DEFAULT ACL",
          "SHELL TYPE",
          "TABLE DATA");

  /** Nothing where the line is a comment, or empty. */
  static Optional<DumpEntry> parse(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var text = parts.group(1);
    var kind =
        LONG_KINDS.stream()
            .filter(it -> text.startsWith(it + " "))
            .findFirst()
            .orElseGet(() -> text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text);
    var rest = text.length() > kind.length() ? text.substring(kind.length() + 1) : "";
    return Optional.of(new DumpEntry(line, kind, rest));
  }

  /** Whether it makes a schema, which is there already, or which we make ourselves. */
  boolean makesSchema() {
    return kind.equals("SCHEMA");
  }

  /** Whether it says something of a schema: a comment, who may use it. */
  boolean describesSchema() {
    return rest.startsWith("- SCHEMA ") && (kind.equals("ACL") || kind.equals("COMMENT"));
  }

  boolean describesSchema(String schema) {
    return describesSchema() && (rest + " ").startsWith("- SCHEMA " + schema + " ");
  }

  boolean isOwnedBy(String role) {
    return rest.endsWith(" " + role);
  }

  /** Some have none, such as extensions. */
  boolean hasOwner() {
    return !rest.isEmpty() && !rest.endsWith(" ");
  }

  /** Whether it is of this table, or called after it as its constraints are. */
  boolean isOf(String schema, String table) {
    var name = schema + " " + table;
    return rest.equals(name) || rest.startsWith(name + " ");
  }

  /** Whether it brings rows to a table that is an extension's, or says who may do what with it. */
  boolean isOfMember(String schema, String table) {
    return switch (kind) {
      case "TABLE DATA" -> isOf(schema, table);
      case "ACL" -> (rest + " ").startsWith("%s TABLE %s ".formatted(schema, table));
      default -> false;
    };
  }
}
