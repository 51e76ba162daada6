package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.TableKind;
import dev.slipway.engine.finding.Finding;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the structure of a file with that of a target, and writes the statements that make the
 * file's tables in the target what they are in the source. What only the target has stays, unless
 * it could refuse rows that are right in the source (decision 10). Reads nothing: what the rows
 * have to say is in {@link RowFacts}.
 */
public final class StructureComparison {
  private final Sides sides;
  private final Draft draft;
  private final DdlWriter ddl;
  private final FreeNames names;
  private final SequenceMatching sequences;
  private final ColumnTypes types;
  private final ColumnChanges columns;
  private final PartChanges parts;
  private final Sides before;

  private StructureComparison(Sides before, TableSizes sizes) {
    this.before = before;
    this.sides = before.withoutWhatLeaves();
    this.draft = new Draft(sizes);
    this.ddl = new DdlWriter(sides.schema());
    this.names = FreeNames.of(sides);
    this.sequences = new SequenceMatching(sides.source(), sides.target());
    this.types = new ColumnTypes(sides, draft, ddl);
    this.columns = new ColumnChanges(sides, draft, ddl, names, sequences, types);
    this.parts = new PartChanges(sides, draft, names, types, before.columnsMadeAnew());
  }

  /**
   * Without a look at rows: whatever may lose data counts as if it did.
   *
   * @param schema of the target, whatever the source's is called
   */
  public static StructurePlan compare(
      Catalog source, Catalog target, String schema, StructureWishes wishes) {
    return draft(
            new Sides(source, target, schema, wishes, Set.of(), RowFacts.UNKNOWN),
            TableSizes.UNKNOWN)
        .plan();
  }

  static Draft draft(Sides sides, TableSizes sizes) {
    var comparison = new StructureComparison(sides, sizes);
    comparison.dropTables();
    comparison.dropColumns();
    comparison.compare();
    return comparison.draft;
  }

  private void compare() {
    new SequenceChanges(sides, draft, ddl, names, sequences).compare();
    new EnumChanges(sides, draft, ddl, types).compare();
    var newTables = new NewTables(sides, draft, ddl, names, columns::identityOf);
    for (var table : new Inheritance(sides.source()).parentsFirst()) {
      sides
          .target()
          .table(table.name())
          .ifPresentOrElse(other -> compare(table, other), () -> newTables.create(table));
    }
    types.write();
    for (var table : sides.target().tables()) {
      sides
          .source()
          .table(table.name())
          .ifPresentOrElse(it -> parts.compare(it, table), () -> parts.moveAside(table));
    }
    var anew = before.columnsMadeAnew();
    new ReferenceChanges(sides, draft, names, types, parts.droppedKeys(), anew).compare();
    new UnsupportedObjects(sides, draft).compare();
    rebuildViews();
    noteTablesOfItsOwn();
  }

  private void compare(Table source, Table target) {
    compareKind(source, target);
    if (!source.parents().equals(target.parents())) {
      refuse(
          source,
          "inherits from %s in the file, from %s in the target"
              .formatted(source.parents(), target.parents()),
          "change it by ALTER TABLE .. INHERIT or NO INHERIT in the target, by hand");
    }
    if (!Objects.equals(source.comment(), target.comment())) {
      draft.add(Phase.COMMENTS, source.name(), ddl.comment(source), "comments on the table");
    }
    columns.compare(source, target);
  }

  private void rebuildViews() {
    var changed = new TreeSet<>(types.tables());
    parts.droppedKeys().forEach(it -> changed.add(it.table()));
    before.columnsMadeAnew().forEach(it -> changed.add(it.table()));
    var views =
        ViewRebuild.of(sides.source(), sides.target(), sides.schema(), changed, sides.isExact());
    var names = views.touched().stream().sorted().collect(joining(", "));
    views.before().forEach(it -> draft.add(Phase.DROP_VIEWS, names, it, "takes views away"));
    views.after().forEach(it -> draft.add(Phase.NEW_VIEWS, names, it, "makes views"));
    views.findings().forEach(draft::find);
  }

  private void compareKind(Table source, Table target) {
    if (source.kind() == target.kind()) {
      return;
    }
    if (!source.kind().holdsRows() || !target.kind().holdsRows()) {
      refuse(
          source,
          "is %s in the file, %s in the target".formatted(source.kind(), target.kind()),
          "make it in the target as it is in the source, by hand");
      return;
    }
    draft.addRewriting(
        Phase.DROP_TYPES,
        source.name(),
        ddl.alter(
            source.name(), source.kind() == TableKind.UNLOGGED ? "SET UNLOGGED" : "SET LOGGED"));
  }

  /** References first, since they may lead in circles. */
  private void dropTables() {
    for (var table : before.leavingTables()) {
      for (var key : Part.references(table)) {
        draft.add(
            Phase.DROP_REFERENCES,
            table.name(),
            key.drop(sides.schema(), table.name()),
            "drops the " + key.inWords());
      }
      draft.lose(table.name());
      draft.addDestructive(
          Phase.DROP_TABLES,
          table.name(),
          "DROP TABLE " + ddl.name(table.name()),
          "drops the table with its rows");
    }
  }

  /** Those that are there because of a parent alone go with the parent's. */
  private void dropColumns() {
    for (var column : before.leavingColumns()) {
      var present =
          before.target().table(column.table()).flatMap(it -> Sides.column(it, column.column()));
      draft.lose(column);
      if (present.filter(Column::inherited).isPresent()) {
        continue;
      }
      if (!sides.isExact()) {
        tellOfReplacedValues(column);
      }
      draft.addDestructive(
          Phase.LOOSEN_COLUMNS,
          column.table(),
          ddl.alter(column.table(), "DROP COLUMN " + quoted(column.column())),
          "drops the values of " + column.column());
    }
  }

  private void tellOfReplacedValues(TableColumn column) {
    var place = column.inWords();
    draft.find(
        sides.wishes().destructiveAllowed()
            ? Finding.warning("destructive", place, "its values give way to generated ones", "")
            : Finding.refusal(
                "destructive",
                place,
                "its values would give way to generated ones",
                "allow it by structure.destructive: Allow"));
  }

  private void refuse(Table table, String what, String todo) {
    draft.find(Finding.refusal("unsupported", table.name(), what, todo));
  }

  /** One word for all: whether the file leaves a table out, nobody can tell from here. */
  private void noteTablesOfItsOwn() {
    long count =
        sides.target().tables().stream()
            .filter(it -> sides.source().table(it.name()).isEmpty())
            .count();
    if (count > 0) {
      draft.find(
          Finding.note(
              "only-in-target",
              "tables",
              "%s of the target's that the file does not have; they stay as they are"
                  .formatted(count)));
    }
  }
}
