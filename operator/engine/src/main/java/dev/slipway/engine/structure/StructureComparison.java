package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares the structure of a file with a target: new tables, new columns and changed defaults are
 * carried over, what only the target has stays, and every other difference is refused by name.
 */
public final class StructureComparison {
  private final Catalog source;
  private final Catalog target;
  private final DdlWriter ddl;

  private final List<DdlStatement> types = new ArrayList<>();
  private final List<DdlStatement> tables = new ArrayList<>();
  private final List<DdlStatement> owners = new ArrayList<>();
  private final List<DdlStatement> indexes = new ArrayList<>();
  private final List<DdlStatement> references = new ArrayList<>();
  private final List<Difference> refused = new ArrayList<>();

  private StructureComparison(Catalog source, Catalog target, String schema) {
    this.source = source;
    this.target = target;
    this.ddl = new DdlWriter(schema, source.sequences());
  }

  /**
   * @param schema of the target, whatever the source's is called
   */
  public static StructurePlan compare(Catalog source, Catalog target, String schema) {
    var comparison = new StructureComparison(source, target, schema);
    source.enums().forEach(comparison::enumType);
    source.sequences().forEach(comparison::sequence);
    source.tables().forEach(comparison::table);
    comparison.unsupported();
    return comparison.plan();
  }

  private StructurePlan plan() {
    return new StructurePlan(
        Stream.of(types, tables, owners).flatMap(List::stream).toList(),
        Stream.concat(indexes.stream(), references.stream()).toList(),
        refused);
  }

  private void enumType(EnumType type) {
    var other = target.enums().stream().filter(it -> it.name().equals(type.name())).findFirst();
    var user = userOf(type);
    if (other.isEmpty()) {
      types.add(new DdlStatement(user, ddl.createEnum(type)));
    } else if (!other.get().equals(type)) {
      refused.add(
          new Difference(
              user,
              "enum " + type.name(),
              "labels are %s in the file, %s in the target"
                  .formatted(type.labels(), other.get().labels())));
    }
  }

  private void sequence(Sequence sequence) {
    var owner = sequence.owner();
    var table = owner == null ? String.join(", ", sequence.users()) : owner.table();
    var other =
        target.sequences().stream().filter(it -> it.name().equals(sequence.name())).findFirst();
    if (other.isPresent()) {
      refuseUnlessAlike(table, sequence, other.get());
    } else if (owner == null || !owner.identity()) {
      types.add(new DdlStatement(table, ddl.createSequence(sequence)));
      if (owner != null) {
        owners.add(new DdlStatement(table, ddl.ownSequence(sequence, owner)));
      }
    }
  }

  private void refuseUnlessAlike(String table, Sequence sequence, Sequence other) {
    if (!withoutUsers(sequence).equals(withoutUsers(other))) {
      refused.add(
          new Difference(
              table, "sequence " + sequence.name(), "differs in its range, step, type or owner"));
    }
  }

  private void table(Table table) {
    target.table(table.name()).ifPresentOrElse(other -> compare(table, other), () -> create(table));
  }

  private void create(Table table) {
    if (!table.kind().holdsRows() || !table.parents().isEmpty()) {
      var what = table.parents().isEmpty() ? table.kind().toString() : "inherits";
      refused.add(new Difference(table.name(), "table", "is new and " + what));
      return;
    }
    add(tables, table, ddl.createTable(table));
    if (table.comment() != null) {
      add(tables, table, ddl.comment(table));
    }
    table.columns().stream()
        .filter(it -> it.comment() != null)
        .forEach(it -> add(tables, table, ddl.comment(table, it)));
    table.indexes().forEach(it -> add(indexes, table, ddl.createIndex(table, it)));
    table.foreignKeys().forEach(it -> addForeignKey(table, it));
  }

  private void compare(Table table, Table other) {
    var comparison = new TableComparison(table, other);
    refused.addAll(comparison.refused());
    for (var column : comparison.newColumns()) {
      add(tables, table, ddl.addColumn(table, column));
      if (column.comment() != null) {
        add(tables, table, ddl.comment(table, column));
      }
      if (ddl.needsNotNullLater(column)) {
        add(indexes, table, ddl.setNotNull(table, column));
      }
    }
    comparison.changedDefaults().forEach(it -> add(tables, table, ddl.changeDefault(table, it)));
    table.uniqueKeys().stream()
        .filter(it -> comparison.isNew(it.columns()))
        .forEach(it -> add(indexes, table, ddl.addKey(table, it)));
    table.foreignKeys().stream()
        .filter(it -> comparison.isNew(it.columns()))
        .forEach(it -> addForeignKey(table, it));
  }

  private void addForeignKey(Table table, ForeignKey key) {
    var referenced = key.referencedTable();
    if (referenced != null && table(referenced).isEmpty()) {
      refused.add(
          new Difference(
              table.name(),
              "foreign key " + key.name(),
              "references %s, which the target lacks".formatted(referenced)));
      return;
    }
    add(references, table, ddl.addForeignKey(table, key));
  }

  /** Those that both sides have are taken for equal; a view of the target's own is in no way. */
  private void unsupported() {
    for (var object : source.unsupported()) {
      if (object.table() != null && !target.unsupported().contains(object)) {
        refused.add(difference(object, object.table(), "is only in the file"));
      }
    }
    for (var object : target.unsupported()) {
      if (object.table() != null
          && source.table(object.table()).isPresent()
          && !source.unsupported().contains(object)
          && changesWhatIsWritten(object)) {
        refused.add(difference(object, object.table(), "is only in the target"));
      }
    }
  }

  private static boolean changesWhatIsWritten(Unsupported object) {
    return switch (object.kind()) {
      case MATERIALIZED_VIEW,
          STATISTICS,
          SQL_FUNCTION,
          ACCESS_METHOD,
          TABLESPACE,
          PUBLICATION,
          REPLICA_IDENTITY ->
          false;
      case TRIGGER,
          POLICY,
          ROW_SECURITY,
          FORCED_ROW_SECURITY,
          RULE,
          EXCLUSION,
          DOMAIN,
          COMPOSITE_TYPE,
          PARENT_ELSEWHERE,
          NAME_OF_THE_SYSTEM ->
          true;
    };
  }

  private static Difference difference(Unsupported object, String table, String what) {
    var kind = object.kind().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Difference(table, kind + " " + object.name(), what);
  }

  private Optional<Table> table(String name) {
    return target.table(name).or(() -> source.table(name));
  }

  private String userOf(EnumType type) {
    return source.tables().stream()
        .filter(table -> table.columns().stream().anyMatch(it -> type.name().equals(it.enumName())))
        .map(Table::name)
        .findFirst()
        .orElse(type.name());
  }

  private static Sequence withoutUsers(Sequence it) {
    return new Sequence(
        it.name(),
        it.type(),
        it.start(),
        it.increment(),
        it.min(),
        it.max(),
        it.cache(),
        it.cycles(),
        it.owner(),
        List.of(),
        it.comment());
  }

  private static void add(List<DdlStatement> statements, Table table, String sql) {
    statements.add(new DdlStatement(table.name(), sql));
  }
}
