package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.structure.StructurePlan;
import dev.slipway.engine.structure.StructurePlanner;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A file beside the target that it is for: structures compared, rows in temporary tables. */
final class StagedMigration {
  private final TargetSession session;
  private final MigrationFileReader file;
  private final Catalog source;
  private final Catalog target;
  private final StructurePlanner planner;
  private final StructurePlan plan;
  private final List<Finding> findings;
  private final List<StagedTable> overwritten = new ArrayList<>();
  private final List<TableEntry> filled = new ArrayList<>();
  private final Map<String, StagedTable> rewrittenAndFilled = new HashMap<>();

  private StagedMigration(
      TargetSession session,
      MigrationFileReader file,
      Catalog source,
      Catalog target,
      StructurePlanner planner,
      StructurePlan plan,
      List<Finding> hindrances) {
    this.session = session;
    this.file = file;
    this.source = source;
    this.target = target;
    this.planner = planner;
    this.plan = plan;
    this.findings =
        Stream.of(
                plan.findings().stream(),
                refusedRows(),
                RuleRefusals.of(file.manifest(), target),
                hindrances.stream())
            .flatMap(it -> it)
            .sorted()
            .toList();
  }

  /** Touches no table of the target. Where anything is refused, nothing is staged. */
  static StagedMigration stage(TargetSession session, Wanted wanted)
      throws SQLException, IOException {
    session.prepare();
    var file = wanted.file();
    var planner =
        new StructurePlanner(
            session.connection(), session.schema(), wanted.wishes(), replaced(file));
    var target = CatalogReader.read(session.connection(), session.schema());
    var source = wanted.structure(target);
    var plan = planner.plan(source, target);
    var hindrances = RowHindrances.find(session, presentEntries(file, target));
    var staged = new StagedMigration(session, file, source, target, planner, plan, hindrances);
    if (staged.findings.stream().noneMatch(it -> it.severity().refuses())) {
      staged.load();
    }
    return staged;
  }

  /** Of the tables that the target has and that rows come into. */
  private static List<TableEntry> presentEntries(MigrationFileReader file, Catalog target) {
    return file.manifest().tables().stream()
        .filter(it -> it.rule().takesRows() && target.table(it.name()).isPresent())
        .toList();
  }

  /** The tables none of whose rows stays. */
  private static Set<String> replaced(MigrationFileReader file) {
    return file.manifest().tables().stream()
        .filter(it -> it.rule() == Rule.OVERWRITE && it.where() == null && it.ownRows() == null)
        .filter(it -> it.preserved().isEmpty() && it.ownColumns().isEmpty())
        .map(TableEntry::name)
        .collect(toSet());
  }

  List<Finding> findings() {
    return findings;
  }

  MigrationFileReader file() {
    return file;
  }

  /** As it was when this was staged. */
  Catalog target() {
    return target;
  }

  /** As it is to be. */
  Catalog wanted() {
    return source;
  }

  StructurePlan plan() {
    return plan;
  }

  /** Those that the target has, parents first. */
  List<StagedTable> overwritten() {
    return overwritten;
  }

  /** Whether the target is still what this was staged for; asked once nobody can change it. */
  boolean stillFits() throws SQLException {
    return CatalogReader.read(session.connection(), session.schema()).equals(target)
        && planner.plan(source, target).saysTheSameAs(plan);
  }

  /** The tables that are there and will be written to or altered. */
  Set<String> concerned() {
    var concerned = altered();
    overwritten.forEach(it -> concerned.add(it.table().name()));
    return concerned;
  }

  /** The tables that are there and will be altered. */
  Set<String> altered() {
    return plan.tables().stream()
        .filter(it -> target.table(it).isPresent())
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  Preview measure() throws SQLException {
    Differences.prepare(session);
    var keys = NaturalKeys.resolve(session, rowsToCome(), source, target);
    replaceRows(keys.tables());
    var counts = new ArrayList<TableCounts>();
    for (var table : overwritten) {
      counts.add(table.findBefore(session));
    }
    for (var entry : filled) {
      var rows = entry.rows();
      long added = rows == null ? 0 : rows.count();
      counts.add(new TableCounts(entry.name(), entry.rule(), added, 0, 0, 0));
    }
    var found =
        new RowFindings(source, target, plan).of(session, overwritten, differing(counts)).stream();
    var all =
        Stream.of(findings.stream(), keys.findings().stream(), found.filter(keys::isNews))
            .flatMap(it -> it)
            .sorted()
            .toList();
    return new Preview(file.digest(), digest(), counts, plan.statements(), all);
  }

  private List<StagedTable> rowsToCome() {
    return Stream.concat(overwritten.stream(), rewrittenAndFilled.values().stream()).toList();
  }

  private void replaceRows(List<StagedTable> tables) {
    for (var table : tables) {
      rewrittenAndFilled.replace(table.table().name(), table);
    }
    overwritten.replaceAll(
        it -> tables.stream().filter(by -> by.number() == it.number()).findFirst().orElse(it));
  }

  private List<StagedTable> differing(List<TableCounts> counts) {
    var unchanged =
        counts.stream().filter(TableCounts::isUnchanged).map(TableCounts::table).toList();
    return overwritten.stream().filter(it -> !unchanged.contains(it.table().name())).toList();
  }

  private Digest digest() throws SQLException {
    var parts = new ArrayList<TableDigests.Part>();
    for (var table : overwritten) {
      var present = target.table(table.table().name()).orElseThrow();
      parts.add(TargetDigest.part(table.entry(), present));
    }
    return TargetDigest.of(file.digest(), plan.statements(), TableDigests.read(session, parts));
  }

  /** Those in which rows differ, parents first; to be asked once the structure is changed. */
  List<StagedTable> toWrite(Preview preview) throws SQLException {
    var differing = differing(preview.tables());
    for (var table : differing) {
      if (plan.tables().contains(table.table().name())) {
        table.findAfter(session);
      }
    }
    return differing;
  }

  /** Loads the rows of tables that the structure has just brought. */
  void fillNewTables() throws SQLException, IOException {
    for (var entry : filled) {
      var staged = rewrittenAndFilled.get(entry.name());
      if (staged != null) {
        session.run(staged.changes().insertAll());
        continue;
      }
      var columns = entry.columns().stream().map(it -> quoted(it)).collect(joining(", "));
      var copy =
          "COPY %s (%s) FROM STDIN".formatted(qualified(session.schema(), entry.name()), columns);
      StagedTable.copy(session, file, entry, copy);
    }
  }

  /** The tables whose rows come from the file, by their qualified names. */
  List<String> written() {
    return Stream.concat(
            overwritten.stream().map(it -> it.table().name()),
            filled.stream().map(TableEntry::name))
        .map(it -> qualified(session.schema(), it))
        .toList();
  }

  private void load() throws SQLException, IOException {
    var names =
        file.manifest().tables().stream()
            .filter(it -> it.rule().takesRows())
            .map(TableEntry::name)
            .toList();
    var enumsToCome = enumsToCome();
    session.runAll(plan.conversions().stream().flatMap(it -> it.helper().stream()).toList());
    for (var name : TableOrder.parentsFirst(source, names)) {
      var entry = file.manifest().table(name).orElseThrow();
      var present = target.table(name);
      var wanted = source.table(name).orElseThrow();
      if (present.isEmpty()) {
        filled.add(entry);
        if (refersToDrawnKeys(entry)) {
          var table = TargetTable.of(session.schema(), entry, wanted, wanted, List.of());
          var stage = new Stage(table, names.size() + filled.size(), enumsToCome);
          rewrittenAndFilled.put(name, StagedTable.load(session, file, entry, stage));
        }
      } else {
        var staying = plan.staying(present.get());
        var table = TargetTable.of(session.schema(), entry, wanted, staying, plan.conversions());
        var stage = new Stage(table, overwritten.size() + 1, enumsToCome);
        overwritten.add(StagedTable.load(session, file, entry, stage));
      }
    }
  }

  /** Whether rows may have to be rewritten before they get into a table that is yet to come. */
  private boolean refersToDrawnKeys(TableEntry entry) {
    return KeyReference.of(entry, source).stream()
        .flatMap(it -> file.manifest().table(it.toTable()).stream())
        .anyMatch(
            it ->
                it.rule().takesRows()
                    && !it.keyColumns().equals(source.table(it.name()).orElseThrow().keyColumns()));
  }

  /** Those that the target lacks, and those that are made anew: none can be used yet. */
  private Set<String> enumsToCome() {
    return source.enums().stream()
        .filter(
            it ->
                target.enums().stream()
                    .noneMatch(
                        of -> of.name().equals(it.name()) && of.labels().equals(it.labels())))
        .map(EnumType::name)
        .collect(toSet());
  }

  private Stream<Finding> refusedRows() {
    return file.manifest().tables().stream()
        .filter(it -> it.rule().takesRows())
        .flatMap(
            it ->
                target.table(it.name()).stream()
                    .flatMap(
                        present ->
                            source.table(it.name()).stream()
                                .flatMap(
                                    wanted ->
                                        RowRefusals.of(
                                            it, wanted, plan.staying(present), plan.conversions())
                                            .stream())));
  }
}
