package dev.slipway.engine.apply;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.Origin;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.file.UndoFileBuilder;
import dev.slipway.engine.file.Undoing;
import dev.slipway.engine.file.Undoing.TableRows;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.outlook.LooseReference;
import dev.slipway.engine.outlook.LooseReference.Dangling;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.rules.Cast;
import dev.slipway.engine.structure.Conversion;
import dev.slipway.engine.structure.TableKeys;
import dev.slipway.engine.undo.AsLeft;
import dev.slipway.engine.undo.UndoKeeper;
import dev.slipway.engine.undo.WriteCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps what a change is about to change, and tells afterwards what it has left. */
final class Keeping {
  private final TargetSession session;
  private final StagedMigration staged;
  private final MigrationFileReader file;
  private final MigrationSettings settings;
  private final Map<String, List<String>> kept = new TreeMap<>();
  private final Set<String> valuesOnly = new TreeSet<>();
  private @Nullable BuiltFile built;

  private Keeping(TargetSession session, StagedMigration staged, MigrationSettings settings) {
    this.session = session;
    this.staged = staged;
    this.file = staged.file();
    this.settings = settings;
  }

  /** While others are kept from writing, and before anything is changed. */
  static Keeping before(
      TargetSession session,
      StagedMigration staged,
      Preview preview,
      Attempt attempt,
      MigrationSettings settings)
      throws SQLException, IOException {
    var keeping = new Keeping(session, staged, settings);
    var keeper = settings.undo();
    if (keeper != null) {
      keeping.choose(preview);
      keeping.keep(attempt, keeper);
    }
    return keeping;
  }

  /** Absent where nobody keeps undo files. */
  @Nullable AsLeft left() throws SQLException {
    if (built == null) {
      return null;
    }
    var after =
        staged.plan().statements().isEmpty()
            ? staged.target()
            : CatalogReader.read(session.connection(), session.schema());
    var written = new TreeSet<>(kept.keySet());
    written.removeAll(valuesOnly);
    after.tables().stream()
        .map(Table::name)
        .filter(it -> staged.target().table(it).isEmpty())
        .forEach(written::add);
    var parts = new ArrayList<TableRows>();
    for (var name : written) {
      after.table(name).ifPresent(it -> parts.add(new TableRows(name, digested(it), "")));
    }
    var others = after.only(notIn(written, after));
    return new AsLeft(
        built.digest(),
        counted(parts),
        begun(after, others),
        AsLeft.things(staged.target(), after),
        references(after),
        writes(after));
  }

  /** Configuration is the app's to complete at its start; the rows are compared by themselves. */
  private WriteCounters writes(Catalog after) throws SQLException {
    var app = settings.appOf(file.manifest(), staged.target());
    var builtIns = BuiltInTables.of(app.preset(), app.naming(), after);
    var configuration =
        after.tables().stream()
            .map(Table::name)
            .filter(it -> builtIns.find(it).filter(of -> of.rule().takesRows()).isPresent())
            .collect(toSet());
    return WriteCounters.read(session.connection(), session.schema()).without(configuration);
  }

  /** Those that the release has to do with; an undo leads back to what was known before. */
  private List<Dangling> references(Catalog after) throws SQLException {
    if (file.manifest().undoes() != null) {
      return List.of();
    }
    var app = settings.appOf(file.manifest(), staged.target());
    var names = AppNames.of(app.naming(), after, after);
    var concerned =
        LooseReference.of(app.preset(), names).stream()
            .filter(it -> isReleased(it.table()) || isReleased(it.toTable()))
            .toList();
    return LooseReference.count(session.connection(), session.schema(), after, concerned);
  }

  private boolean isReleased(String table) {
    return file.manifest().table(table).filter(it -> it.rule().takesRows()).isPresent();
  }

  private List<TableRows> begun(Catalog after, Catalog others) throws SQLException {
    var mended = new ArrayList<TableRows>();
    for (var name : valuesOnly) {
      var columns = new ArrayList<>(kept.getOrDefault(name, List.of()));
      after
          .table(name)
          .ifPresent(
              it -> {
                columns.retainAll(it.storedColumns());
                mended.add(new TableRows(name, columns, ""));
              });
    }
    var begun = new ArrayList<>(counted(mended));
    begun.addAll(AddedColumns.begun(session, staged.target(), others));
    return begun;
  }

  private static Set<String> notIn(Set<String> written, Catalog catalog) {
    return catalog.tables().stream()
        .map(Table::name)
        .filter(it -> !written.contains(it))
        .collect(toSet());
  }

  private void choose(Preview preview) {
    var written =
        preview.tables().stream()
            .filter(it -> !it.isUnchanged())
            .map(TableCounts::table)
            .collect(toSet());
    var names = new TreeSet<>(staged.plan().losing());
    names.addAll(written);
    for (var name : names) {
      staged.target().table(name).ifPresent(it -> choose(it, written.contains(name)));
    }
  }

  private void choose(Table table, boolean isWritten) {
    if (!isWritten && canBeMended(table)) {
      kept.put(table.name(), columnsOfValues(table));
      valuesOnly.add(table.name());
    } else {
      kept.put(table.name(), table.storedColumns());
    }
  }

  /** By a key that is one before and afterwards, and by columns that may be written to. */
  private boolean canBeMended(Table table) {
    var key = table.keyColumns();
    return !key.isEmpty()
        && staged
            .wanted()
            .table(table.name())
            .filter(it -> TableKeys.of(it).contains(Set.copyOf(key)))
            .isPresent()
        && table.columns().stream()
            .filter(it -> columnsOfValues(table).contains(it.name()))
            .allMatch(TargetTable::mayUpdate);
  }

  /** All where an expression may have read any. */
  private List<String> columnsOfValues(Table table) {
    var family = ancestors(table.name());
    var conversions =
        staged.plan().conversions().stream()
            .filter(it -> family.contains(it.place().table()))
            .toList();
    if (conversions.stream().anyMatch(it -> it.way() instanceof Conversion.Way.ByExpression)) {
      return table.storedColumns();
    }
    var names = new HashSet<>(table.keyColumns());
    conversions.forEach(it -> names.add(it.from().name()));
    staged.plan().leaving().stream()
        .filter(it -> family.contains(it.table()))
        .forEach(it -> names.add(it.column()));
    return table.storedColumns().stream().filter(names::contains).toList();
  }

  /** The table itself and all that it inherits from. */
  private Set<String> ancestors(String name) {
    var family = new TreeSet<>(Set.of(name));
    var parents =
        staged.target().table(name).stream().flatMap(it -> it.parents().stream()).toList();
    parents.forEach(it -> family.addAll(ancestors(it)));
    return family;
  }

  private void keep(Attempt attempt, UndoKeeper keeper) throws SQLException, IOException {
    var target = staged.target();
    try (var builder =
        new UndoFileBuilder(session.connection(), session.schema(), keeper.scratch())) {
      var read = builder.read(content(target), undoing(attempt, target));
      built =
          new StayingAwake(session)
              .during(
                  () -> {
                    var made = builder.assemble(read);
                    try {
                      keeper.keep(made.path(), made.digest());
                    } finally {
                      Files.deleteIfExists(made.path());
                    }
                    return made;
                  });
    }
  }

  private UndoFileBuilder.Content content(Catalog target) {
    var volatileColumns = new HashMap<String, List<String>>();
    for (var entry : file.manifest().tables()) {
      volatileColumns.put(entry.name(), entry.volatileColumns());
    }
    var origin =
        new Origin(file.manifest().origin().preset(), List.of(), new AppFacts(null, null, null));
    var casts = file.manifest().undoes() == null ? file.manifest().casts() : List.<Cast>of();
    return new UndoFileBuilder.Content(origin, target, kept, volatileColumns, casts);
  }

  private Undoing undoing(Attempt attempt, Catalog target) throws SQLException {
    var parts = new ArrayList<TableRows>();
    kept.forEach(
        (table, columns) -> {
          if (!valuesOnly.contains(table)) {
            parts.add(new TableRows(table, columns, ""));
          }
        });
    var created =
        staged.wanted().tables().stream()
            .map(Table::name)
            .filter(it -> target.table(it).isEmpty())
            .toList();
    return new Undoing(
        attempt.run(),
        attempt.step(),
        file.digest(),
        created,
        List.copyOf(valuesOnly),
        counted(parts));
  }

  private List<TableRows> counted(List<TableRows> parts) throws SQLException {
    var checksums = TakenBack.checksums(session, parts);
    return parts.stream()
        .map(
            it ->
                new TableRows(it.table(), it.columns(), requireNonNull(checksums.get(it.table()))))
        .toList();
  }

  /** What the app writes by itself is nobody's change. */
  private List<String> digested(Table table) {
    var volatileColumns =
        file.manifest().table(table.name()).map(TableEntry::volatileColumns).orElse(List.of());
    return table.storedColumns().stream().filter(it -> !volatileColumns.contains(it)).toList();
  }
}
