package dev.slipway.engine.selection;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Whether a table, on whichever side it is, can be taken along as its rule says. */
public final class RuleLegality {
  private final Table table;
  private final Catalog catalog;
  private final Rule rule;
  private final List<Finding> findings = new ArrayList<>();

  private RuleLegality(Table table, Catalog catalog, Rule rule) {
    this.table = table;
    this.catalog = catalog;
    this.rule = rule;
  }

  /** Of a choice, in the catalog that it was made for. */
  static List<Finding> of(TableChoice choice, Catalog catalog) {
    var legality = new RuleLegality(choice.table(), catalog, choice.rule());
    legality.kind();
    if (choice.rule().takesRows()) {
      legality.columns("match", choice.match());
      legality.columns("preserveColumns", choice.preserved());
      legality.match(choice.match());
      legality.ownKey(choice);
      legality.preservedKey(choice);
    }
    return legality.findings;
  }

  /**
   * Of the same table on the other side.
   *
   * @param match the columns that tell rows apart
   */
  public static List<Finding> of(Table table, Catalog catalog, Rule rule, List<String> match) {
    var legality = new RuleLegality(table, catalog, rule);
    legality.match(match);
    return legality.findings;
  }

  /** Of one whose rows were joined: that the key tells them apart, the preset has said. */
  public static List<Finding> ofJoined(
      Table table, Catalog catalog, Rule rule, List<String> match) {
    var legality = new RuleLegality(table, catalog, rule);
    legality.drawnMatch(match);
    return legality.findings;
  }

  private void kind() {
    if (!table.kind().holdsRows()) {
      refuse(
          "unsupported",
          "is a %s table, which a release does not carry"
              .formatted(table.kind().toString().toLowerCase(Locale.ROOT)),
          "give it the rule Skip, and bring it over by hand");
    }
  }

  private void columns(String field, List<String> names) {
    var unknown = names.stream().filter(it -> !table.storedColumns().contains(it)).toList();
    if (!unknown.isEmpty()) {
      refuse("no-such-column", field + " names " + unknown + ", and there is none", "correct it");
    }
  }

  /** A number that each side draws for itself means another row on each. */
  private void match(List<String> match) {
    if (rule != Rule.UPSERT && rule != Rule.INSERT_IGNORE) {
      return;
    }
    if (match.isEmpty()) {
      refuse(
          "rule-needs-key",
          "has the rule %s and no primary key".formatted(rule.word()),
          "name a unique key in match, or choose Overwrite, SchemaOnly or Skip");
      return;
    }
    if (!UniqueKeys.of(table).contains(new HashSet<>(match))) {
      refuse(
          "rule-needs-key",
          "is matched by %s, which no primary or unique key of it is".formatted(match),
          "name the columns of a unique key in match, or add one");
    }
    drawnMatch(match);
  }

  private void drawnMatch(List<String> match) {
    match.stream()
        .filter(it -> AutoIncrement.fills(table, it, catalog))
        .forEach(
            it ->
                refuse(
                    "rule-needs-key",
                    "has the rule %s, and its key %s is drawn from a sequence: the same number is another row elsewhere"
                        .formatted(rule.word(), it),
                    "name a unique key in match, or choose Overwrite, SchemaOnly or Skip"));
  }

  private void ownKey(TableChoice choice) {
    var own = choice.ownColumns().stream().filter(choice.match()::contains).toList();
    if (!own.isEmpty()) {
      refuse(
          "rule-needs-key",
          "is matched by %s, which the preset leaves to each environment".formatted(own),
          "name a unique key of other columns in match");
    }
  }

  private void preservedKey(TableChoice choice) {
    var both = choice.preserved().stream().filter(choice.match()::contains).toList();
    if (!both.isEmpty()) {
      refuse(
          "rules",
          "preserveColumns names %s, by which rows are matched".formatted(both),
          "take it out of preserveColumns");
    }
  }

  private void refuse(String kind, String what, String todo) {
    findings.add(Finding.refusal(kind, table.name(), what, todo));
  }
}
