package dev.slipway.engine.selection;

import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import java.util.List;

/**
 * What a release takes along.
 *
 * @param tables every table of the schema, skipped ones as well, in the order of their names
 * @param findings all that is to be said about it, refusals among them
 */
public record Selection(List<TableChoice> tables, List<Finding> findings) {
  public Selection {
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
  }

  /** Those that get into the file. */
  public List<TableChoice> taken() {
    return tables.stream().filter(it -> it.rule() != Rule.SKIP).toList();
  }

  /** The part of the catalog that gets into the file. */
  public Catalog structure(Catalog whole) {
    return whole.only(taken().stream().map(TableChoice::name).collect(toSet())).portable();
  }
}
