package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Rights;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.Unsupported;
import dev.slipway.engine.catalog.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Joins structures in the way that rows are joined: by name, measured by the base. */
final class StructureMerge {
  private final Inputs inputs;
  private final ChangedRows rows;
  private final Conflicts conflicts;

  StructureMerge(Inputs inputs, ChangedRows rows, Conflicts conflicts) {
    this.inputs = inputs;
    this.rows = rows;
    this.conflicts = conflicts;
  }

  Catalog merge() {
    return new Catalog(
        tables(),
        named("view ", Catalog::views, View::name),
        named("sequence ", Catalog::sequences, Sequence::name),
        named("enum ", Catalog::enums, EnumType::name),
        named("", Catalog::unsupported, StructureMerge::inWords),
        Rights.NONE);
  }

  private List<Table> tables() {
    var merged = new ArrayList<Table>();
    for (var name : names(Catalog::tables, Table::name)) {
      var base = find(inputs.base(), Catalog::tables, Table::name, name);
      var versions = versions(Catalog::tables, Table::name, name);
      var agreement = Agreement.of(base, versions);
      if (agreement.isContested()
          && agreement.changedBy().stream().allMatch(it -> versions.get(it).isPresent())) {
        merged.add(new TableMerge(name, base, versions, inputs.sources(), conflicts).merge());
      } else if (base.isPresent() && !agreement.isContested() && agreement.value().isEmpty()) {
        unlessChanged(base.get(), versions).ifPresent(merged::add);
      } else {
        agreed(name, "the table", base, versions, agreement).ifPresent(merged::add);
      }
    }
    return merged;
  }

  /** A table that was taken away is gone, unless another source went on working in it. */
  private Optional<Table> unlessChanged(Table base, List<Optional<Table>> versions) {
    var claims = new ArrayList<Conflict.Claim>();
    boolean isContested = false;
    for (int i = 0; i < versions.size(); i++) {
      var source = inputs.sources().get(i);
      if (versions.get(i).isEmpty()) {
        claims.add(Conflict.Claim.of(source.name(), Change.REMOVED));
      } else if (rows.inTable(source, base.name())) {
        claims.add(Conflict.Claim.of(source.name(), Change.CHANGED));
        isContested = true;
      }
    }
    return isContested
        ? StructureConflict.decide(
            base.name(),
            "the table",
            Optional.of(base),
            versions,
            claims,
            inputs.sources(),
            conflicts)
        : Optional.empty();
  }

  private <T> List<T> named(
      String kind, Function<Catalog, List<T>> parts, Function<T, String> naming) {
    var merged = new ArrayList<T>();
    for (var name : names(parts, naming)) {
      var base = find(inputs.base(), parts, naming, name);
      var versions = versions(parts, naming, name);
      agreed(kind + name, "", base, versions, Agreement.of(base, versions)).ifPresent(merged::add);
    }
    return merged;
  }

  private <T> Optional<T> agreed(
      String place,
      String what,
      Optional<T> base,
      List<Optional<T>> versions,
      Agreement<T> agreement) {
    return agreement.isContested()
        ? StructureConflict.decide(
            place, what, base, versions, agreement, inputs.sources(), conflicts)
        : agreement.value();
  }

  private <T> List<String> names(Function<Catalog, List<T>> parts, Function<T, String> naming) {
    var names = new TreeSet<String>();
    parts.apply(inputs.base().structure()).forEach(it -> names.add(naming.apply(it)));
    for (var source : inputs.sources()) {
      parts.apply(source.structure()).forEach(it -> names.add(naming.apply(it)));
    }
    return List.copyOf(names);
  }

  private <T> List<Optional<T>> versions(
      Function<Catalog, List<T>> parts, Function<T, String> naming, String name) {
    return inputs.sources().stream().map(it -> find(it, parts, naming, name)).toList();
  }

  private static <T> Optional<T> find(
      Input input, Function<Catalog, List<T>> parts, Function<T, String> naming, String name) {
    return parts.apply(input.structure()).stream()
        .filter(it -> naming.apply(it).equals(name))
        .findFirst();
  }

  private static String inWords(Unsupported it) {
    return it.kind() + " " + it.name() + (it.table() == null ? "" : " of " + it.table());
  }
}
