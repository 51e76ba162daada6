package dev.slipway.engine.preset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page that users read is made from the preset. */
class NocoBaseTablesPageTest {
  private static final Path PRINTED = Path.of("target/nocobase-tables.md");
  private static final Collection<PresetTable> TABLES = Presets.named("nocobase").tables().values();

  @Test
  void thePageSaysWhatThePresetSays() throws IOException {
    var page = page();
    Files.createDirectories(PRINTED.getParent());
    Files.write(PRINTED, page.getBytes(UTF_8));

    assertThat(Repository.path("operator/docs/nocobase-tables.md"))
        .as("run `make pages`, or copy %s there", PRINTED.toAbsolutePath())
        .hasContent(page);
  }

  private static String page() {
    return """
    # The tables of NocoBase

    What becomes of each of NocoBase's own tables: %s that travel, %s that stay, %s that are left out altogether. Printed from the preset by
    `make pages`, and held equal to it by a test. [nocobase.md](nocobase.md) is the guide, [presets.md](presets.md) says how to have it otherwise.

    - **app**: the rule that NocoBase lists for the table; `code` where only its code has one.
    - **here**: the rule in a release from one development environment.
    - **merged**: what a release of several joins rows by.
    - **stays**: what of a table that travels is the environment's own; of a table that stays, why that differs from the app's rule.

    ## What travels

    | table | app | here | merged | stays |
    |---|---|---|---|---|
    %s

    ## What stays

    *never* in the column **here**: no rule and no other file lets the rows go.

    | table | app | here | why |
    |---|---|---|---|
    %s
    """
        .formatted(
            count(Rule.OVERWRITE),
            count(Rule.SCHEMA_ONLY),
            count(Rule.SKIP),
            rows(true),
            rows(false));
  }

  private static long count(Rule rule) {
    return TABLES.stream().filter(it -> it.rule() == rule).count();
  }

  private static String rows(boolean travelling) {
    return TABLES.stream()
        .filter(it -> it.rule().takesRows() == travelling)
        .map(it -> travelling ? travels(it) : stays(it))
        .map(cells -> cells.stream().collect(joining(" | ", "| ", " |")).replace("  |", " |"))
        .collect(joining("\n"));
  }

  private static List<String> travels(PresetTable table) {
    return List.of(
        "`" + table.name() + "`", app(table), word(table.rule()), merged(table), own(table));
  }

  private static List<String> stays(PresetTable table) {
    var rule = word(table.rule()) + (table.neverRows() ? ", *never*" : "");
    return List.of("`" + table.name() + "`", app(table), rule, requireNonNullElse(table.why(), ""));
  }

  private static String app(PresetTable table) {
    if (table.documented() != null) {
      return word(table.documented());
    }
    return table.declared() == null ? "" : word(table.declared()) + " (code)";
  }

  private static String word(Rule rule) {
    return switch (rule) {
      case OVERWRITE -> "Overwrite";
      case UPSERT -> "Upsert";
      case INSERT_IGNORE -> "InsertIgnore";
      case SCHEMA_ONLY -> "SchemaOnly";
      case SKIP -> "Skip";
    };
  }

  private static String merged(PresetTable table) {
    return switch (table.merged()) {
      case MergedRule.Upsert _ -> "its key";
      case MergedRule.UpsertBy(var columns) -> names(columns);
      case MergedRule.OverwriteGroup _ -> "as a whole";
      case MergedRule.SchemaOnly _, MergedRule.Skip _ -> "";
    };
  }

  private static String own(PresetTable table) {
    var parts = new ArrayList<String>();
    add(parts, "", table.ownColumns());
    add(parts, "written by the app itself: ", table.volatileColumns());
    return String.join("; ", parts) + ownRows(table.ownRows());
  }

  private static String ownRows(@Nullable String condition) {
    return condition == null ? "" : "; rows where `" + condition + "`";
  }

  private static void add(List<String> parts, String what, List<String> columns) {
    if (!columns.isEmpty()) {
      parts.add(what + names(columns));
    }
  }

  private static String names(List<String> columns) {
    return columns.stream().map(it -> "`" + it + "`").collect(joining(", "));
  }
}
