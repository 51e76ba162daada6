package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.structure.StructurePlan;
import dev.slipway.engine.structure.StructurePlanner;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A file beside the target that it is for: structures compared, and where its rows go. */
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
  private NaturalKeys.Resolved keys = NaturalKeys.Resolved.NONE;
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

  /** Touches no table of the target. Where anything is refused, no rows are wanted. */
  static StagedMigration plan(
      TargetSession session, Wanted wanted, MigrationSettings settings, StageSchema stages)
      throws SQLException {
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
    if (!settings.refuses(staged.findings)) {
      staged.addTables(stages);
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
    var whole =
        file.manifest().tablesWithRows().stream()
            .filter(it -> it.rule() == Rule.OVERWRITE && it.where() == null && it.ownRows() == null)
            .filter(it -> it.preserved().isEmpty() && it.ownColumns().isEmpty());
    return Stream.concat(whole, file.manifest().tablesOfValues().stream())
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

  /** Tables that come with the structure, and with rows. */
  List<TableEntry> filled() {
    return filled;
  }

  StructurePlan plan() {
    return plan;
  }

  /** Those that the target has, parents first. */
  List<StagedTable> overwritten() {
    return overwritten;
  }

  /** What comparing rows needs, in every transaction anew. */
  void prepare() throws SQLException {
    session.prepare();
    session.runAll(plan.conversions().stream().flatMap(it -> it.helper().stream()).toList());
    Differences.prepare(session);
  }

  /** In the caller's transaction, for stages that end with it. */
  void load() throws SQLException, IOException {
    for (var rows : waiting()) {
      rows.load(session, file);
    }
  }

  /** Whether the target's structure is still what this was planned for. */
  boolean fitsStructure() throws SQLException {
    return CatalogReader.read(session.connection(), session.schema()).equals(target);
  }

  /** Whether the plan would be the same for other rows in the tables that it alters. */
  boolean wouldPlanTheSame() throws SQLException {
    return planner.plan(source, target).saysTheSameAs(plan);
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

  Measurement measure() throws SQLException {
    var versions = versions();
    resolveKeys();
    return withFindings(measure(versions, overwritten));
  }

  /** As somebody measured before, where nobody wrote since: that is seen without comparing rows. */
  Measurement measureAgain(Measurement before) throws SQLException {
    var versions = versions();
    var changed = before.changedSince(versions);
    if (changed.isEmpty()) {
      return withFindings(before); // rows of other tables may refer to others by now
    }
    if (!keys.isNone()) {
      return measure(); // rows were rewritten by the keys of that moment
    }
    var written = overwritten.stream().filter(it -> changed.contains(it.table().name())).toList();
    return withFindings(before.updatedWith(measure(versions, written)));
  }

  private Measurement withFindings(Measurement measured) throws SQLException {
    var differing = differing(measured.counts().values());
    var found = new RowFindings(source, target, plan).of(session, overwritten, differing);
    return measured.withFindings(
        Stream.concat(keys.findings().stream(), found.stream().filter(keys::isNews)).toList());
  }

  Preview preview(Measurement measured) {
    var counts = new ArrayList<TableCounts>();
    overwritten.forEach(it -> counts.add(measured.counts().get(it.table().name())));
    for (var entry : filled) {
      var rows = entry.rows();
      long added = rows == null ? 0 : rows.count();
      counts.add(new TableCounts(entry.name(), entry.rule(), added, 0, 0, 0));
    }
    var digest = TargetDigest.of(file.digest(), plan.statements(), measured.digests());
    var all = Stream.concat(findings.stream(), measured.findings().stream()).sorted().toList();
    return new Preview(file.digest(), digest, counts, plan.statements(), all);
  }

  /** The tables that rows wait for beside the target's, as they are in the file. */
  List<StagedTable> rowsToCome() {
    return Stream.concat(overwritten.stream(), rewrittenAndFilled.values().stream())
        .map(StagedTable::asInFile)
        .toList();
  }

  /** All that waits beside the target, as it is in the file. */
  List<WaitingRows> waiting() {
    return rowsToCome().stream().flatMap(StagedTable::waiting).toList();
  }

  private void resolveKeys() throws SQLException {
    keys = NaturalKeys.resolve(session, rowsToCome(), file.manifest(), source, target);
    for (var table : keys.tables()) {
      rewrittenAndFilled.replace(table.table().name(), table);
    }
    overwritten.replaceAll(
        it ->
            keys.tables().stream().filter(by -> by.number() == it.number()).findFirst().orElse(it));
  }

  private List<StagedTable> differing(Collection<TableCounts> counts) {
    var unchanged =
        counts.stream().filter(TableCounts::isUnchanged).map(TableCounts::table).toList();
    return overwritten.stream().filter(it -> !unchanged.contains(it.table().name())).toList();
  }

  private SortedMap<String, String> versions() throws SQLException {
    var names = new TreeMap<String, String>();
    concerned().forEach(it -> names.put(qualified(session.schema(), it), it));
    var versions = new TreeMap<String, String>();
    RowVersions.read(session, names.keySet())
        .forEach((table, version) -> versions.put(names.get(table), version));
    return versions;
  }

  private Measurement measure(SortedMap<String, String> versions, List<StagedTable> tables)
      throws SQLException {
    var counts = new TreeMap<String, TableCounts>();
    var parts = new ArrayList<TableDigests.Part>();
    for (var table : tables) {
      var name = table.table().name();
      counts.put(name, table.findBefore(session));
      parts.add(TargetDigest.part(table.entry(), target.table(name).orElseThrow()));
    }
    return new Measurement(versions, TableDigests.read(session, parts), counts, List.of());
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

  private void addTables(StageSchema stages) {
    var names = file.manifest().tablesWithRows().stream().map(TableEntry::name).toList();
    var enumsToCome = enumsToCome();
    for (var name : TableOrder.parentsFirst(source, names)) {
      var entry = file.manifest().table(name).orElseThrow();
      var present = target.table(name);
      var wanted = source.table(name).orElseThrow();
      if (present.isEmpty()) {
        filled.add(entry);
        if (refersToDrawnKeys(entry)) {
          var table = TargetTable.of(session.schema(), entry, wanted, wanted, List.of());
          var stage = new Stage(stages, table, names.size() + filled.size(), enumsToCome);
          rewrittenAndFilled.put(name, StagedTable.of(stage));
        }
      } else {
        var staying = plan.staying(present.get());
        var table = TargetTable.of(session.schema(), entry, wanted, staying, plan.conversions());
        overwritten.add(
            StagedTable.of(new Stage(stages, table, overwritten.size() + 1, enumsToCome)));
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
    return file.manifest().tablesWithRows().stream()
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
