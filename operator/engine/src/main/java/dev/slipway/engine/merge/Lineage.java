package dev.slipway.engine.merge;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.MergedRule;
import dev.slipway.engine.preset.Preset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Whether base and sources stem from one installation. Where names are equal and the keys that each
 * installation draws for itself are not, they do not; nor do files without a table in common.
 */
record Lineage(Inputs inputs, Preset preset, AppNames names, ReadBack rows) {
  /** By fewer nobody can tell: one field that was made anew has another key as well. */
  private static final int ENOUGH = 3;

  void require() throws IOException {
    for (var source : inputs.sources()) {
      requireTablesInCommon(source);
      for (var logical : preset.surroundings().lineage()) {
        var table = names.table(logical);
        if (table.isPresent()) {
          require(source, table.get(), naturalKey(logical, table.get()));
        }
      }
    }
  }

  private void requireTablesInCommon(Input source) {
    var known =
        new HashSet<>(inputs.base().structure().tables().stream().map(Table::name).toList());
    if (source.structure().tables().stream().noneMatch(it -> known.contains(it.name()))) {
      throw differs(source, "the names of the tables, of which none is in both");
    }
  }

  private void require(Input source, String table, List<String> naturalKey) throws IOException {
    var drawn = source.structure().table(table).map(Table::keyColumns).orElse(List.of());
    var columns = new ArrayList<>(naturalKey);
    columns.addAll(drawn);
    var before = inputs.base().entry(table).filter(it -> it.rows() != null);
    var now = source.entry(table).filter(it -> it.rows() != null);
    if (naturalKey.isEmpty()
        || before.isEmpty()
        || now.isEmpty()
        || !before.get().columns().containsAll(columns)
        || !now.get().columns().containsAll(columns)) {
      return;
    }
    long shared = 0;
    long differing = 0;
    var order = ReadBack.order(naturalKey.size());
    try (var ofBase = rows.of(inputs.base(), before.get(), columns);
        var ofSource = rows.of(source, now.get(), columns)) {
      CopyRow row = ofSource.next();
      for (var base = ofBase.next(); base != null; base = ofBase.next()) {
        while (row != null && order.compare(row, base) < 0) {
          row = ofSource.next();
        }
        if (row != null && order.compare(row, base) == 0) {
          shared++;
          differing += row.isSameAs(base) ? 0 : 1;
        }
      }
    }
    if (shared >= ENOUGH && differing * 2 > shared) {
      throw differs(
          source,
          "the keys in %s, of which %s of %s are others under the same name"
              .formatted(table, differing, shared));
    }
  }

  private List<String> naturalKey(String logical, String table) {
    return preset
        .table(logical)
        .flatMap(
            it ->
                it.merged() instanceof MergedRule.UpsertBy(var columns)
                    ? Optional.of(names.columns(table, columns))
                    : Optional.empty())
        .orElse(List.of());
  }

  private static EngineException differs(Input source, String compared) {
    return new EngineException(
        FailureCode.LINEAGE_DIFFERS,
        "%s does not stem from the base; compared were %s; name the base that it was made from, or make the environment anew from a copy"
            .formatted(source.name(), compared));
  }
}
