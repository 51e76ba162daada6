package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.selection.RuleLegality;
import java.util.stream.Stream;

/** Why the rules of a file cannot be carried out in a target, by this version or at all. */
final class RuleRefusals {
  private RuleRefusals() {}

  static Stream<Finding> of(Manifest manifest, Catalog target) {
    return manifest.tables().stream().flatMap(it -> Stream.concat(toCome(it), illegal(it, target)));
  }

  private static Stream<Finding> toCome(TableEntry entry) {
    return isKnown(entry)
        ? Stream.empty()
        : Stream.of(
            Finding.refusal(
                "rule-to-come",
                entry.name(),
                "this version applies Overwrite of whole tables, SchemaOnly and Skip, and the rule is "
                    + entry.rule().word(),
                "give it one of these, or wait for a newer version"));
  }

  /** The same key may be filled by a sequence on one side alone. */
  private static Stream<Finding> illegal(TableEntry entry, Catalog target) {
    return entry.rule() != Rule.UPSERT && entry.rule() != Rule.INSERT_IGNORE
        ? Stream.empty()
        : target.table(entry.name()).stream()
            .flatMap(it -> RuleLegality.of(it, target, entry.rule(), entry.keyColumns()).stream());
  }

  private static boolean isKnown(TableEntry entry) {
    return switch (entry.rule()) {
      case OVERWRITE, SCHEMA_ONLY, SKIP -> entry.ownRows() == null && entry.preserved().isEmpty();
      case UPSERT, INSERT_IGNORE -> false;
    };
  }
}
