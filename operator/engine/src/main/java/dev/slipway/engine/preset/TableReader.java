package dev.slipway.engine.preset;

import dev.slipway.engine.rules.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the entry of one table; what it leaves unsaid is as the entry before it had it. */
final class TableReader {
  private static final String SECRET_NAMES = "<secret>";
  private static final String UPSERT_BY = "UpsertBy";

  private final List<String> secretNames;

  TableReader(List<String> secretNames) {
    this.secretNames = secretNames;
  }

  PresetTable table(String name, Fields entry, @Nullable PresetTable before) {
    entry.has("table");
    var known = before == null ? blank(name) : before;
    if (before == null && !entry.has("rule")) {
      entry.wrong("rule", "is missing", "say one of " + words());
    }
    var rule = entry.has("rule") ? rule(entry, "rule", known.rule()) : known.rule();
    var table =
        new PresetTable(
            name,
            entry.has("documented") ? rule(entry, "documented", rule) : known.documented(),
            entry.has("declared") ? rule(entry, "declared", rule) : known.declared(),
            rule,
            entry.has("why") ? entry.text("why") : known.why(),
            merged(entry, rule, before),
            neverRows(entry) || known.neverRows(),
            entry.has("match") ? entry.texts("match") : known.match(),
            entry.has("ownColumns") ? entry.texts("ownColumns") : known.ownColumns(),
            entry.has("ownRows") ? entry.text("ownRows") : known.ownRows(),
            entry.has("volatile") ? entry.texts("volatile") : known.volatileColumns(),
            entry.has("references") ? references(entry) : known.references(),
            entry.has("secrets") ? secrets(entry) : known.secrets());
    entry.refuseOthers();
    return table;
  }

  private static PresetTable blank(String name) {
    return new PresetTable(
        name,
        null,
        null,
        Rule.SCHEMA_ONLY,
        null,
        new MergedRule.SchemaOnly(),
        false,
        List.of(),
        List.of(),
        null,
        List.of(),
        new TreeMap<>(),
        List.of());
  }

  /** Said once it stays said: no file lifts what another keeps back. */
  private static boolean neverRows(Fields entry) {
    if (entry.has("neverRows") && !entry.isTrue("neverRows")) {
      entry.wrong("neverRows", "is not true", "remove it, or say true");
    }
    return entry.isTrue("neverRows");
  }

  private static Rule rule(Fields entry, String field, Rule otherwise) {
    var word = entry.text(field);
    var found = Arrays.stream(Rule.values()).filter(it -> it.word().equals(word)).findFirst();
    if (found.isEmpty() && word != null) {
      entry.wrong(field, word + " is no rule", "say one of " + words());
    }
    return found.orElse(otherwise);
  }

  private static String words() {
    return Arrays.stream(Rule.values()).map(Rule::word).collect(Collectors.joining(", "));
  }

  /** Where no rows travel there is but one answer, which need not be said. */
  private static MergedRule merged(Fields entry, Rule rule, @Nullable PresetTable before) {
    if (entry.has("merged")) {
      return entry.isText("merged") ? mergedWord(entry) : upsertBy(entry);
    }
    return switch (rule) {
      case SKIP -> new MergedRule.Skip();
      case SCHEMA_ONLY -> new MergedRule.SchemaOnly();
      case OVERWRITE, UPSERT, INSERT_IGNORE -> {
        if (before != null && before.merged().takesRows()) {
          yield before.merged();
        }
        entry.wrong("merged", "is missing", "say what a release of several sources does");
        yield new MergedRule.OverwriteGroup();
      }
    };
  }

  private static MergedRule mergedWord(Fields entry) {
    var word = entry.text("merged");
    return switch (word) {
      case "Upsert" -> new MergedRule.Upsert();
      case "SchemaOnly" -> new MergedRule.SchemaOnly();
      case "Skip" -> new MergedRule.Skip();
      case "OverwriteGroup" -> new MergedRule.OverwriteGroup();
      case null, default -> {
        entry.wrong(
            "merged",
            word + " is no rule of a merged release",
            "say one of Upsert, {UpsertBy: [columns]}, OverwriteGroup, SchemaOnly, Skip");
        yield new MergedRule.OverwriteGroup();
      }
    };
  }

  private static MergedRule upsertBy(Fields entry) {
    var object = entry.object("merged");
    var columns = object.texts(UPSERT_BY);
    if (columns.isEmpty()) {
      object.wrong(UPSERT_BY, "names no column", "name the columns of the natural key");
    }
    object.refuseOthers();
    return new MergedRule.UpsertBy(columns);
  }

  private static SortedMap<String, String> references(Fields entry) {
    return entry.pairs("references");
  }

  private List<SecretPath> secrets(Fields entry) {
    return entry.texts("secrets").stream()
        .map(it -> it.replace(SECRET_NAMES, String.join("|", secretNames)))
        .map(SecretPath::parse)
        .toList();
  }
}
