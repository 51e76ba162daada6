package dev.slipway.engine.preset;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in a database's names what a preset says in the app's. */
final class PresetTranslation {
  private final Preset preset;
  private final Naming naming;
  private final Catalog catalog;
  private final PhysicalNames names;
  private final List<Finding> findings = new ArrayList<>();

  PresetTranslation(Preset preset, Naming naming, Catalog catalog) {
    this.preset = preset;
    this.naming = naming;
    this.catalog = catalog;
    this.names = PhysicalNames.of(naming, catalog);
  }

  BuiltInTables builtInTables() {
    var tables = new TreeMap<String, BuiltInTable>();
    for (var entry : preset.tables().values()) {
      names
          .table(entry.name())
          .flatMap(catalog::table)
          .ifPresent(it -> tables.put(it.name(), table(entry, it)));
    }
    if (!findings.isEmpty()) {
      throw EngineException.refused(FailureCode.ORDER_INVALID, findings);
    }
    return new BuiltInTables(tables, groups(), followed(tables));
  }

  private BuiltInTable table(PresetTable entry, Table table) {
    var match = names.key(table.name(), entry.match());
    return new BuiltInTable(
        table.name(),
        entry.name(),
        entry.saidByTheApp(),
        entry.rule(),
        entry.why(),
        merged(entry.merged(), table),
        entry.neverRows(),
        match,
        ownColumns(entry, table, match),
        ownRows(entry, table),
        names.columns(table.name(), entry.volatileColumns()),
        references(entry, table),
        secrets(entry, table));
  }

  /** Without the whole of its natural key a table is told apart by its primary key. */
  private MergedRule merged(MergedRule rule, Table table) {
    if (!(rule instanceof MergedRule.UpsertBy(var columns))) {
      return rule;
    }
    var key = names.key(table.name(), columns);
    return key.isEmpty() ? new MergedRule.Upsert() : new MergedRule.UpsertBy(key);
  }

  /** What tells the rows apart has to be carried. */
  private List<String> ownColumns(PresetTable entry, Table table, List<String> match) {
    var own = new LinkedHashSet<>(names.columns(table.name(), entry.ownColumns()));
    if (entry.rule().takesRows()) {
      own.addAll(names.columns(table.name(), preset.ownColumns()));
    }
    own.removeAll(match.isEmpty() ? new HashSet<>(table.keyColumns()) : new HashSet<>(match));
    return List.copyOf(own);
  }

  /** A condition cannot be left out: the rows that it keeps would be replaced. */
  private @Nullable String ownRows(PresetTable entry, Table table) {
    return entry.ownRows() == null
        ? null
        : Placeholders.fill(
            entry.ownRows(),
            it -> names.column(table.name(), it).map(SqlIdentifier::quoted),
            missing ->
                findings.add(
                    Finding.refusal(
                        "preset",
                        table.name(),
                        "its ownRows name the column " + missing + ", which it does not have",
                        "correct the entry of " + entry.name())));
  }

  private List<Reference> references(PresetTable entry, Table table) {
    return entry.references().entrySet().stream()
        .flatMap(it -> reference(table, it.getKey(), it.getValue()).stream())
        .toList();
  }

  private Optional<Reference> reference(Table table, String column, String to) {
    int dot = to.indexOf('.');
    var own = names.column(table.name(), column);
    var other = names.table(to.substring(0, dot));
    var key = other.flatMap(it -> names.column(it, to.substring(dot + 1)));
    return own.isEmpty() || other.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(new Reference(table.name(), own.get(), other.get(), key.get()));
  }

  private List<SecretPath> secrets(PresetTable entry, Table table) {
    return entry.secrets().stream()
        .flatMap(it -> names.column(table.name(), it.column()).map(it::in).stream())
        .toList();
  }

  private List<TableGroup> groups() {
    return preset.groups().stream()
        .map(
            group ->
                new TableGroup(
                    group.name(),
                    group.tables().stream().flatMap(it -> names.table(it).stream()).toList(),
                    group.why()))
        .filter(it -> it.tables().size() > 1)
        .toList();
  }

  private Map<String, String> followed(Map<String, BuiltInTable> builtIn) {
    var byNormal = new HashMap<String, String>();
    for (var table : catalog.tables()) {
      naming
          .withoutPrefix(table.name())
          .ifPresent(it -> byNormal.putIfAbsent(Naming.normal(it), table.name()));
    }
    var followed = new HashMap<String, String>();
    byNormal.forEach(
        (normal, table) ->
            owners(normal)
                .flatMap(it -> Stream.ofNullable(byNormal.get(it)))
                .filter(it -> !builtIn.containsKey(table))
                .forEach(it -> followed.putIfAbsent(table, it)));
    return followed;
  }

  private Stream<String> owners(String follower) {
    return preset.followers().stream()
        .map(it -> Pattern.quote(Naming.normal(it)).replace("{table}", "\\E(.+)\\Q"))
        .map(it -> Pattern.compile(it).matcher(follower))
        .filter(it -> it.matches())
        .map(it -> it.group(1));
  }
}
