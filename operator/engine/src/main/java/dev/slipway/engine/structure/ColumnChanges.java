package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Generated;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns of a table that file and target both have. */
final class ColumnChanges {
  /** A call, where it is no type with a length; PostgreSQL knows which are volatile. */
  private static final Pattern CALL = Pattern.compile("(\\w+)\"?\\(");

  private static final Pattern NO_CALL =
      Pattern.compile(
          "varying|character|varchar|char|bit|numeric|decimal|time|timestamp|interval|now");

  private final Sides sides;
  private final Draft draft;
  private final DdlWriter ddl;
  private final FreeNames names;
  private final SequenceMatching sequences;
  private final ColumnTypes types;
  private final Inheritance heirs;

  ColumnChanges(
      Sides sides,
      Draft draft,
      DdlWriter ddl,
      FreeNames names,
      SequenceMatching sequences,
      ColumnTypes types) {
    this.sides = sides;
    this.draft = draft;
    this.ddl = ddl;
    this.names = names;
    this.sequences = sequences;
    this.types = types;
    this.heirs = new Inheritance(sides.source());
  }

  void compare(Table source, Table target) {
    for (var column : source.columns()) {
      Sides.column(target, column.name())
          .ifPresentOrElse(
              other -> compare(source, target, column, other), () -> add(source, target, column));
    }
    target.columns().stream()
        .filter(it -> Sides.column(source, it.name()).isEmpty())
        .forEach(
            it ->
                draft.find(
                    Finding.note(
                        "only-in-target",
                        source.name() + "." + it.name(),
                        "a column that the file does not have; it stays")));
  }

  private void add(Table source, Table target, Column column) {
    if (heirs.inherits(source, column.name())) {
      settleInherited(source, column);
      return;
    }
    boolean fillsItself =
        column.notNull() && (column.defaultExpression() != null || column.identity() != null);
    var sql =
        ddl.alter(
            source.name(),
            "ADD COLUMN "
                + ddl.column(column, identityOf(source.name(), column))
                + (fillsItself ? " NOT NULL" : ""));
    if (isWrittenAtOnce(column)) {
      draft.add(Phase.NEW_COLUMNS, source.name(), sql, "adds the column " + column.name());
    } else {
      draft.addRewriting(Phase.NEW_COLUMNS, source.name(), sql);
    }
    comment(source.name(), column, null);
    if (column.notNull() && !fillsItself) {
      setNotNull(source.name(), column);
      draft.tryOut(new RowTrial.Nulls(target, column));
    }
  }

  private void compare(Table source, Table target, Column column, Column other) {
    comment(source.name(), column, other.comment());
    if (column.generated() != null || other.generated() != null) {
      refuseGenerated(source.name(), column, other);
      return;
    }
    boolean isRetyped = types.differ(column, other);
    if (isRetyped) {
      types.change(target, other, column);
    }
    compareIdentity(source.name(), column, other);
    if (!isRetyped && !sequences.areAlike(column, other) && !becomesIdentity(column, other)) {
      draft.add(
          Phase.SETTLE_COLUMNS,
          source.name(),
          ddl.alterOnly(source.name(), ddl.changeDefault(column)),
          "changes the default of " + column.name());
    }
    compareNotNull(source, target, column, other);
  }

  private static boolean becomesIdentity(Column column, Column other) {
    return column.identity() != null && other.identity() == null;
  }

  /** What a parent's new column does not say for it. */
  private void settleInherited(Table source, Column column) {
    var ofParent =
        heirs.parents(source).stream()
            .flatMap(it -> Sides.column(it, column.name()).stream())
            .findFirst()
            .orElseThrow();
    if (!Objects.equals(ofParent.defaultExpression(), column.defaultExpression())) {
      draft.add(
          Phase.SETTLE_COLUMNS,
          source.name(),
          ddl.alterOnly(source.name(), ddl.changeDefault(column)),
          "changes the default of " + column.name());
    }
    if (column.notNull() && !heirs.inheritsNotNull(source, column.name())) {
      setNotNull(source.name(), column);
    }
    comment(source.name(), column, null);
  }

  private void compareNotNull(Table source, Table target, Column column, Column other) {
    if (column.notNull() == other.notNull()) {
      return;
    }
    if (column.notNull()) {
      draft.tryOut(new RowTrial.Nulls(target, column));
      if (!heirs.inheritsNotNull(source, column.name())) {
        setNotNull(source.name(), column);
      }
    } else {
      draft.add(
          Phase.LOOSEN_COLUMNS,
          source.name(),
          ddl.alterOnly(source.name(), ddl.alterColumn(column.name(), "DROP NOT NULL")),
          "lets %s be empty".formatted(column.name()));
    }
  }

  private void setNotNull(String table, Column column) {
    draft.addReading(
        Phase.TIGHTEN_COLUMNS,
        table,
        ddl.alter(table, ddl.alterColumn(column.name(), "SET NOT NULL")));
  }

  private void compareIdentity(String table, Column column, Column other) {
    if (column.identity() == other.identity()) {
      return;
    }
    if (column.identity() == null) {
      draft.add(
          Phase.LOOSEN_COLUMNS,
          table,
          ddl.alter(table, ddl.alterColumn(column.name(), "DROP IDENTITY")),
          "makes %s an ordinary column".formatted(column.name()));
    } else if (other.identity() == null) {
      addIdentity(table, column, other);
    } else {
      draft.add(
          Phase.SETTLE_COLUMNS,
          table,
          ddl.alter(
              table, ddl.alterColumn(column.name(), "SET " + ddl.generated(column.identity()))),
          "changes who gives %s its value".formatted(column.name()));
    }
  }

  /** Goes on behind the rows and behind the sequence that the column had. */
  private void addIdentity(String table, Column column, Column other) {
    var place = new TableColumn(table, column.name());
    if (other.defaultExpression() != null && !types.isChanged(place)) {
      draft.add(
          Phase.LOOSEN_COLUMNS,
          table,
          ddl.alter(table, ddl.alterColumn(column.name(), "DROP DEFAULT")),
          "takes the default off " + column.name());
    }
    var sequence = SequenceMatching.ofColumn(place, sides.source());
    if (sequence.isEmpty()) {
      return;
    }
    var former =
        SequenceMatching.ofColumn(place, sides.target()).filter(it -> !sequences.isCounterpart(it));
    var name = names.relation(sequence.get().name());
    draft.add(
        Phase.IDENTITIES,
        table,
        ddl.alter(
            table,
            ddl.alterColumn(
                column.name(),
                "ADD "
                    + ddl.generated(Objects.requireNonNull(column.identity()))
                    + " AS IDENTITY"
                    + ddl.identityOptions(sequence.get(), name))),
        "makes %s an identity".formatted(column.name()));
    former.ifPresent(it -> succeed(table, sequence.get(), name, it));
    draft.addReading(
        Phase.IDENTITIES,
        table,
        ddl.goOnBehind(
            former.isPresent() ? sequence.get().name() : name,
            sequence.get().increment(),
            table,
            column.name()));
  }

  private void succeed(String table, Sequence sequence, String name, Sequence former) {
    var effect = "goes on where the sequence %s stood".formatted(former.name());
    draft.add(Phase.IDENTITIES, table, ddl.goOnLike(name, former.name()), effect);
    draft.add(Phase.IDENTITIES, table, "DROP SEQUENCE " + ddl.name(former.name()), effect);
    if (!name.equals(sequence.name())) {
      draft.add(Phase.IDENTITIES, table, ddl.renameSequence(name, sequence.name()), effect);
    }
  }

  private void refuseGenerated(String table, Column column, Column other) {
    if (column.generated() == other.generated()
        && column.type().equals(other.type())
        && Objects.equals(column.defaultExpression(), other.defaultExpression())) {
      return;
    }
    draft.find(
        Finding.refusal(
            "unsupported",
            table + "." + column.name(),
            "is %s in the file, %s in the target".formatted(generation(column), generation(other)),
            "make it in the target as it is in the source, by hand"));
  }

  private static String generation(Column column) {
    return column.generated() == null
        ? "an ordinary column"
        : "generated as %s of type %s".formatted(column.defaultExpression(), column.type());
  }

  private void comment(String table, Column column, @Nullable String before) {
    if (!Objects.equals(column.comment(), before)) {
      draft.add(Phase.COMMENTS, table, ddl.comment(table, column), "comments on " + column.name());
    }
  }

  Optional<String> identityOf(String table, Column column) {
    return column.identity() == null
        ? Optional.empty()
        : SequenceMatching.ofColumn(new TableColumn(table, column.name()), sides.source())
            .map(it -> ddl.identityOptions(it, names.relation(it.name())));
  }

  private static boolean isWrittenAtOnce(Column column) {
    if (column.identity() != null || column.generated() == Generated.STORED) {
      return false;
    }
    var value = column.defaultExpression();
    return value == null
        || column.generated() != null
        || CALL.matcher(value).results().allMatch(it -> NO_CALL.matcher(it.group(1)).matches());
  }
}
