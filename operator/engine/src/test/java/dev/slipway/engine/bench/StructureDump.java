package dev.slipway.engine.bench;

import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What pg_dump says about a database's structure, taken apart into facts. None of them depends on
 * the order of columns or objects, nor on the names of constraints, indexes and owned sequences.
 */
final class StructureDump {
  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
  private static final Pattern HEADER =
      Pattern.compile("(?m)^--\\n-- Name: [^\\n]*; Type: ([A-Z ]+); Schema: [^\\n]*\\n--\\n");
  private static final Pattern SETTING = Pattern.compile("(?m)^SET \\w+ = .*;\\n");
  private static final Pattern OWNED = Pattern.compile("ALTER SEQUENCE (.+) OWNED BY (.+);");
  private static final Pattern INDEX = Pattern.compile("INDEX " + NAME + " ON (?s:(.+));");
  private static final Pattern ADDED =
      Pattern.compile("ALTER TABLE (?:ONLY )?(.+)\\n +ADD CONSTRAINT " + NAME + " (?s:(.+));");
  private static final Pattern INLINE = Pattern.compile("^CONSTRAINT " + NAME + " (?s:(.+))");
  private static final Pattern IDENTITY = Pattern.compile("(?m)^    SEQUENCE NAME .*$");
  private static final Pattern INDEX_COMMENT =
      Pattern.compile("COMMENT ON INDEX " + NAME + "\\." + NAME + " IS");
  private static final Pattern CONSTRAINT_COMMENT =
      Pattern.compile("COMMENT ON CONSTRAINT " + NAME + " ON (.+) IS");

  /** What constraints and indexes are, by the names that comments call them. */
  private final Map<String, String> named = new HashMap<>();

  private final List<String> facts = new ArrayList<>();

  private StructureDump(String dump) {
    var entries = entries(withoutSequenceNames(dump));
    entries.stream().filter(it -> !it.type.equals("COMMENT")).forEach(this::take);
    entries.stream().filter(it -> it.type.equals("COMMENT")).forEach(it -> comment(it.text));
  }

  /** In order, so that two lists can be compared. */
  static List<String> facts(
      AppDatabase database, PostgresInstallation installation, boolean withRights) {
    var dump = PlainDump.of(database, installation, withRights);
    return new StructureDump(dump)
        .facts.stream().map(it -> it.replace(database.owner(), "<owner>")).sorted().toList();
  }

  private static List<Entry> entries(String dump) {
    var end = dump.indexOf("\n--\n-- PostgreSQL database dump complete");
    var text = SETTING.matcher(dump.substring(0, end)).replaceAll("");
    var entries = new ArrayList<Entry>();
    var header = HEADER.matcher(text);
    var found = header.find();
    while (found) {
      var type = header.group(1);
      int from = header.end();
      found = header.find();
      var entry = text.substring(from, found ? header.start() : text.length());
      entries.add(new Entry(type, entry.strip()));
    }
    return entries;
  }

  private static String withoutSequenceNames(String dump) {
    var text = IDENTITY.matcher(dump).replaceAll("    SEQUENCE NAME <identity>");
    var owned = OWNED.matcher(text);
    var renamed = text;
    while (owned.find()) {
      var name = Pattern.compile("(?<![\\w\".])" + Pattern.quote(owned.group(1)) + "(?![\\w\".])");
      var column = "<sequence of " + owned.group(2).replace("$", "\\$") + ">";
      renamed = name.matcher(renamed).replaceAll(column);
    }
    return renamed;
  }

  private void take(Entry entry) {
    switch (entry.type) {
      case "TABLE" -> table(entry.text);
      case "INDEX" -> facts.add(withoutName(INDEX, entry.text).orElse(entry.text));
      case "CONSTRAINT", "FK CONSTRAINT", "CHECK CONSTRAINT" -> added(entry.text);
      default -> facts.add(entry.text);
    }
  }

  /** Each column is a fact of its own, and so is each check. */
  private void table(String text) {
    int open = text.indexOf(" (\n");
    int close = text.indexOf("\n)", open + 2);
    if (open < 0 || close < 0) {
      facts.add(text);
      return;
    }
    var head = text.substring(0, open);
    var name = head.substring(head.indexOf("TABLE ") + "TABLE ".length());
    facts.add(head);
    for (var line : text.substring(Math.min(open + 3, close), close).split(",\n", -1)) {
      if (!line.isBlank()) {
        facts.add(head + ": " + inline(name, line.strip()));
      }
    }
    facts.add(head + ": " + text.substring(close + 2).strip());
  }

  private String inline(String table, String line) {
    var constraint = INLINE.matcher(line);
    if (!constraint.find()) {
      return line;
    }
    named.put(constraint.group(1) + " ON " + table, constraint.group(2));
    return "CONSTRAINT " + constraint.group(2);
  }

  private void added(String text) {
    var constraint = ADDED.matcher(text);
    if (constraint.find()) {
      var what = constraint.group(3);
      named.put(constraint.group(2) + " ON " + constraint.group(1), what);
      facts.add("ALTER TABLE " + constraint.group(1) + " ADD CONSTRAINT " + what);
    } else {
      facts.add(text);
    }
  }

  private Optional<String> withoutName(Pattern pattern, String text) {
    var index = pattern.matcher(text);
    if (!index.find()) {
      return Optional.empty();
    }
    named.put(index.group(1), index.group(2));
    return Optional.of(text.substring(0, index.start()) + "INDEX ON " + index.group(2));
  }

  private void comment(String text) {
    var index = INDEX_COMMENT.matcher(text);
    var constraint = CONSTRAINT_COMMENT.matcher(text);
    if (index.lookingAt()) {
      var what = named.getOrDefault(index.group(2), index.group(2));
      facts.add("COMMENT ON INDEX " + what + text.substring(index.end()));
    } else if (constraint.lookingAt()) {
      var name = constraint.group(1) + " ON " + constraint.group(2);
      var what = named.getOrDefault(name, name);
      facts.add(
          "COMMENT ON CONSTRAINT %s ON %s%s"
              .formatted(what, constraint.group(2), text.substring(constraint.end())));
    } else {
      facts.add(text);
    }
  }

  private record Entry(String type, String text) {}
}
