package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.selection.RuleLegality;
import java.util.List;
import java.util.stream.Stream;

/** Why the rules of a file cannot be carried out in a target. */
final class RuleRefusals {
  private RuleRefusals() {}

  static Stream<Finding> of(Manifest manifest, Catalog target) {
    return manifest.tables().stream().flatMap(it -> illegal(it, target));
  }

  /** The same key may be filled by a sequence on one side alone. */
  private static Stream<Finding> illegal(TableEntry entry, Catalog target) {
    return entry.rule() != Rule.UPSERT && entry.rule() != Rule.INSERT_IGNORE
        ? Stream.empty()
        : target.table(entry.name()).stream().flatMap(it -> ofTable(entry, it, target).stream());
  }

  private static List<Finding> ofTable(TableEntry entry, Table table, Catalog target) {
    return entry.merged() == null
        ? RuleLegality.of(table, target, entry.rule(), entry.keyColumns())
        : RuleLegality.ofJoined(table, target, entry.rule(), entry.keyColumns());
  }
}
