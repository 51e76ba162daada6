package dev.slipway.engine.structure;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.expression.SqlExpression;
import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Columns of the target that get another type or collation, in place and in one statement a table.
 * Defaults are taken off and put on again around it, since they need not follow.
 */
final class ColumnTypes {
  private final Sides sides;
  private final Draft draft;
  private final DdlWriter ddl;
  private final Inheritance heirs;
  private final Map<String, List<Change>> changes = new LinkedHashMap<>();

  /**
   * @param table of the target
   */
  private record Change(Table table, Column from, Column to, Conversion conversion) {}

  ColumnTypes(Sides sides, Draft draft, DdlWriter ddl) {
    this.sides = sides;
    this.draft = draft;
    this.ddl = ddl;
    this.heirs = new Inheritance(sides.target());
  }

  boolean differ(Column source, Column target) {
    return !source.type().equals(target.type())
        || !Objects.equals(source.collation(), target.collation())
        || (source.enumName() != null && sides.isChangedEnum(source.enumName()));
  }

  /** Remembers the change; the statement comes with {@link #write}. */
  void change(Table table, Column from, Column to) {
    var place = new TableColumn(table.name(), from.name());
    var expression = sides.wishes().cast(place);
    var fault = expression.flatMap(SqlExpression::fault);
    if (fault.isPresent()) {
      draft.find(
          Finding.refusal(
              "cast",
              place.inWords(),
              "the expression in rules.casts " + fault.get(),
              "write one expression over the columns of the table"));
      return;
    }
    var conversion = new Conversion(place, from, to, way(place, from, to));
    changes
        .computeIfAbsent(table.name(), _ -> new ArrayList<>())
        .add(new Change(table, from, to, conversion));
    draft.convert(conversion);
    draft.tryOut(new RowTrial.Values(table, trial(conversion)));
    tryOutHeirs(table, from, to);
    refuseLoss(conversion);
  }

  /** Those that the file does not have: their values change with those of their parent. */
  private void tryOutHeirs(Table table, Column from, Column to) {
    for (var heir : heirs.family(table)) {
      if (sides.source().table(heir.name()).isEmpty() && !heir.equals(table)) {
        var place = new TableColumn(heir.name(), from.name());
        var conversion = new Conversion(place, from, to, way(place, from, to));
        draft.tryOut(new RowTrial.Values(heir, trial(conversion)));
      }
    }
  }

  boolean isChanged(TableColumn column) {
    return changes.getOrDefault(column.table(), List.of()).stream()
        .anyMatch(it -> it.from().name().equals(column.column()));
  }

  /** The tables that views must not hold meanwhile, those that inherit among them. */
  Set<String> tables() {
    return changes.values().stream()
        .flatMap(it -> heirs.family(it.getFirst().table()).stream())
        .map(Table::name)
        .collect(toCollection(TreeSet::new));
  }

  /** Whether rows that were told apart by this column may not be any more. */
  boolean isUnsafe(TableColumn column) {
    return changes.getOrDefault(column.table(), List.of()).stream()
        .filter(it -> it.from().name().equals(column.column()))
        .anyMatch(it -> !it.conversion().keepsRowsApart() && !isMereCollation(it));
  }

  /** Whether keys that refer to or from this column have to be made anew. */
  boolean isWritten(TableColumn column) {
    return changes.getOrDefault(column.table(), List.of()).stream()
        .filter(it -> it.from().name().equals(column.column()))
        .anyMatch(it -> !pair(it).isAtOnce());
  }

  void write() {
    changes.values().forEach(this::write);
  }

  private void write(List<Change> ofTable) {
    var table = ofTable.getFirst().table();
    var inherited = ofTable.stream().filter(it -> heirs.inherits(table, it.from().name())).toList();
    inherited.forEach(this::aroundInherited);
    var own = ofTable.stream().filter(it -> !inherited.contains(it)).toList();
    if (!own.isEmpty()) {
      var sql = ddl.alter(table.name(), own.stream().map(this::actions).collect(joining(", ")));
      add(table.name(), sql, own);
    }
    ofTable.forEach(this::loosen);
    heirs.family(table).forEach(it -> draft.lose(it.name()));
  }

  private void add(String table, String sql, List<Change> changes) {
    var losing = changes.stream().filter(it -> loses(it.conversion())).toList();
    if (!losing.isEmpty()) {
      var columns = losing.stream().map(it -> it.from().name()).collect(joining(", "));
      draft.addDestructive(Phase.ALTER_COLUMNS, table, sql, "cuts values of " + columns);
    } else if (changes.stream().allMatch(it -> pair(it).isAtOnce() && !isRecollated(it))) {
      draft.add(Phase.ALTER_COLUMNS, table, sql, "changes the type at once, without reading rows");
    } else if (changes.stream().allMatch(ColumnTypes::isMereCollation)) {
      draft.addReading(Phase.ALTER_COLUMNS, table, sql);
    } else {
      draft.addRewriting(Phase.ALTER_COLUMNS, table, sql);
    }
  }

  private String actions(Change change) {
    var column = change.from();
    var actions = new ArrayList<String>();
    if (column.defaultExpression() != null) {
      actions.add(ddl.alterColumn(column.name(), "DROP DEFAULT"));
    }
    actions.add(
        ddl.alterColumn(
            column.name(),
            "TYPE " + change.to().type() + ddl.collation(change.to()) + using(change)));
    if (change.to().defaultExpression() != null) {
      actions.add(ddl.changeDefault(change.to()));
    }
    return String.join(", ", actions);
  }

  /** PostgreSQL's own way where there is one: it refuses to cut what is too long. */
  private String using(Change change) {
    boolean itself =
        change.conversion().way() instanceof Conversion.Way.ByCast
            && pair(change).isAssignable()
            && (!sides.isReplaced(change.table().name()) || pair(change).isAtOnce());
    return itself ? "" : " USING " + change.conversion().value();
  }

  /** The type comes from the parent; the default is the table's own. */
  private void aroundInherited(Change change) {
    var column = change.from();
    if (column.defaultExpression() != null) {
      draft.add(
          Phase.LOOSEN_COLUMNS,
          change.table().name(),
          ddl.alterOnly(change.table().name(), ddl.alterColumn(column.name(), "DROP DEFAULT")),
          "takes a default off for the time being");
    }
    if (change.to().defaultExpression() != null) {
      draft.add(
          Phase.SETTLE_COLUMNS,
          change.table().name(),
          ddl.alterOnly(change.table().name(), ddl.changeDefault(change.to())),
          "puts the default on again");
    }
  }

  /**
   * Old rows that do not cast are NULL until the file's rows come. And where tables inherit,
   * PostgreSQL 18 cannot put NOT NULL back by itself.
   */
  private void loosen(Change change) {
    var table = change.table().name();
    var column = change.from();
    boolean becomesEmpty =
        sides.isReplaced(table) && sides.facts().fails(change.conversion().place());
    if (!column.notNull() || !(becomesEmpty || isInFamily(change))) {
      return;
    }
    draft.add(
        Phase.LOOSEN_COLUMNS,
        table,
        ddl.alterOnly(table, ddl.alterColumn(column.name(), "DROP NOT NULL")),
        "lets %s be empty for the time being".formatted(column.name()));
    if (change.to().notNull()) {
      draft.addReading(
          Phase.TIGHTEN_COLUMNS,
          table,
          ddl.alter(table, ddl.alterColumn(column.name(), "SET NOT NULL")));
    }
  }

  private boolean isInFamily(Change change) {
    return !change.table().parents().isEmpty() || heirs.family(change.table()).size() > 1;
  }

  /** Whether the column loses its NOT NULL for the time being, and so its primary key. */
  boolean isLoosened(TableColumn column) {
    return changes.getOrDefault(column.table(), List.of()).stream()
        .anyMatch(
            it ->
                it.from().name().equals(column.column()) && it.from().notNull() && isInFamily(it));
  }

  private Conversion.Way way(TableColumn place, Column from, Column to) {
    boolean isTolerant = sides.isReplaced(place.table()) && sides.facts().fails(place);
    var expression = sides.wishes().cast(place);
    if (to.enumName() != null && expression.isEmpty()) {
      return new Conversion.Way.ByLabel(isTolerant ? labels(to.enumName()) : List.of());
    }
    Conversion.Way strict =
        expression
            .<Conversion.Way>map(Conversion.Way.ByExpression::new)
            .orElseGet(Conversion.Way.ByCast::new);
    return isTolerant && (to.enumName() == null || !sides.isEnumToCome(to.enumName()))
        ? function(new Conversion(place, from, to, strict))
        : strict;
  }

  private Conversion.Way function(Conversion strict) {
    var name = "pg_temp.slipway_cast_" + (draft.conversions().size() + 1);
    var table = sides.target().table(strict.place().table()).orElseThrow();
    var arguments = CastFunction.arguments(strict, table);
    return new Conversion.Way.ByFunction(
        name,
        arguments.stream().map(Column::name).toList(),
        CastFunction.orNull(name, arguments, strict));
  }

  /** What the trial asks: how PostgreSQL or the rules would convert, whatever comes of it. */
  private Conversion trial(Conversion conversion) {
    var expression = sides.wishes().cast(conversion.place());
    Conversion.Way way =
        conversion.to().enumName() != null && expression.isEmpty()
            ? new Conversion.Way.ByLabel(labels(conversion.to().enumName()))
            : expression
                .<Conversion.Way>map(Conversion.Way.ByExpression::new)
                .orElseGet(Conversion.Way.ByCast::new);
    return new Conversion(conversion.place(), conversion.from(), conversion.to(), way);
  }

  private List<String> labels(String enumName) {
    return Sides.enumType(sides.source(), enumName)
        .or(() -> Sides.enumType(sides.target(), enumName))
        .map(EnumType::labels)
        .orElse(List.of());
  }

  private void refuseLoss(Conversion conversion) {
    if (!loses(conversion)) {
      return;
    }
    var losing = sides.facts().losing(conversion.place());
    var what =
        "%s to %s cuts values%s"
            .formatted(
                conversion.from().type(),
                conversion.to().type(),
                losing.map(it -> " of %s rows".formatted(it)).orElse(""));
    var place = conversion.place().inWords();
    if (sides.isExact()) {
      draft.find(
          Finding.acceptableRefusal(
              "does-not-convert-back",
              place,
              what,
              "set these rows right, or accept that their values are cut"));
      return;
    }
    draft.find(
        sides.wishes().destructiveAllowed()
            ? Finding.warning("destructive", place, what, "")
            : Finding.refusal(
                "destructive", place, what, "allow it by structure.destructive: Allow"));
  }

  /** Rows that are replaced lose nothing; of the others it is known once they were tried. */
  private boolean loses(Conversion conversion) {
    return !sides.isReplaced(conversion.place().table())
        && (TypePair.of(conversion.from().type(), conversion.to().type()).mayLose()
            || mapsLostLabels(conversion))
        && sides.facts().losing(conversion.place()).map(it -> it > 0).orElse(true);
  }

  /** Labels of the target's that the file lacks, given up by an expression. */
  private boolean mapsLostLabels(Conversion conversion) {
    var name = conversion.from().enumName();
    return conversion.way() instanceof Conversion.Way.ByExpression
        && name != null
        && name.equals(conversion.to().enumName())
        && Sides.enumType(sides.target(), name)
            .filter(it -> !labels(name).containsAll(it.labels()))
            .isPresent();
  }

  private static boolean isRecollated(Change change) {
    return !Objects.equals(change.from().collation(), change.to().collation());
  }

  private static boolean isMereCollation(Change change) {
    return change.from().type().equals(change.to().type()) && change.to().enumName() == null;
  }

  private static TypePair pair(Change change) {
    return change.conversion().isToEnum()
        ? TypePair.of("enum", change.to().type())
        : TypePair.of(change.from().type(), change.to().type());
  }
}
