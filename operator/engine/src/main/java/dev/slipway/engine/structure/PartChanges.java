package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Keys, indexes and checks of tables that the target has. */
final class PartChanges {
  private static final Pattern ORDER =
      Pattern.compile("( ASC| DESC)?( NULLS (FIRST|LAST))?$", Pattern.CASE_INSENSITIVE);

  private final Sides sides;
  private final Draft draft;
  private final FreeNames names;
  private final ColumnTypes types;
  private final Inheritance ofSource;
  private final Inheritance ofTarget;
  private final List<TableColumn> columnsMadeAnew;
  private final Set<KeyOfTable> droppedKeys = new HashSet<>();

  /** A key by what references need of it. */
  record KeyOfTable(String table, Set<String> columns) {}

  PartChanges(
      Sides sides,
      Draft draft,
      FreeNames names,
      ColumnTypes types,
      List<TableColumn> columnsMadeAnew) {
    this.sides = sides;
    this.draft = draft;
    this.names = names;
    this.types = types;
    this.columnsMadeAnew = columnsMadeAnew;
    this.ofSource = new Inheritance(sides.source());
    this.ofTarget = new Inheritance(sides.target());
  }

  /** The keys that go, be it for a moment; references to them go with them. */
  Set<KeyOfTable> droppedKeys() {
    return droppedKeys;
  }

  void compare(Table source, Table target) {
    var matching = PartMatching.of(own(source, ofSource), own(target, ofTarget), sides.isExact());
    for (var change : matching.equal()) {
      if (isInTheWay(target, change.target())) {
        replace(target, change.target(), change.target());
      }
      if (concernsUnsafe(target, change.target())) {
        tryOut(target, change.target());
      }
      comment(target, change);
    }
    for (var change : matching.changed()) {
      replace(target, change.target(), change.source());
      tryOut(target, change.source());
    }
    for (var part : matching.onlyInSource()) {
      add(target, part);
      tryOut(target, part);
    }
    matching.onlyInTarget().forEach(it -> onlyInTarget(source, target, it));
  }

  /** Of a table that is not in the file: only what hinders others for a moment. */
  void moveAside(Table target) {
    own(target, ofTarget).stream()
        .filter(it -> isInTheWay(target, it))
        .forEach(it -> replace(target, it, it));
  }

  private void onlyInTarget(Table source, Table target, Part part) {
    if (sides.isExact()) {
      drop(target, part);
      return;
    }
    var place = target.name() + "." + part.name();
    boolean isKnown =
        target.columns().stream()
            .filter(it -> Sides.column(source, it.name()).isEmpty())
            .noneMatch(it -> part.concerns(it.name()));
    boolean isHarmless = part.kind() == Part.Kind.INDEX && !concernsWritten(target, part);
    if (isHarmless || !isKnown) {
      if (isInTheWay(target, part)) {
        replace(target, part, part);
      }
      draft.find(
          Finding.note(
              "only-in-target",
              place,
              "%s that the file does not have; it stays".formatted(article(part))));
      return;
    }
    drop(target, part);
    draft.find(
        Finding.warning(
            "only-in-target",
            place,
            "%s that the file does not have is dropped: %s".formatted(article(part), reason(part)),
            "make it in the source, too, if it is to stay"));
  }

  private static String reason(Part part) {
    return part.kind() == Part.Kind.INDEX
        ? "it may not fit the new type of its column"
        : "rows that are right in the source may break it";
  }

  private static String article(Part part) {
    return (part.kind() == Part.Kind.INDEX ? "an " : "a ") + part.inWords();
  }

  private void replace(Table target, Part old, Part part) {
    drop(target, old);
    add(target, part);
  }

  private void drop(Table target, Part part) {
    draft.add(
        Phase.DROP_PARTS,
        target.name(),
        part.drop(sides.schema(), target.name()),
        "drops the " + part.inWords());
    names.releaseConstraint(target.name(), part.name());
    if (part.kind().isKey() || part.kind().isIndex()) {
      names.release(part.name());
    }
    if (part.kind().isKey()) {
      droppedKeys.add(new KeyOfTable(target.name(), Set.copyOf(part.columns())));
    } else if (part.kind().isUnique()) {
      var columns = elements(part).stream().map(SqlText::unquoted).toList();
      droppedKeys.add(new KeyOfTable(target.name(), Set.copyOf(columns)));
    }
  }

  private void add(Table target, Part part) {
    var name =
        switch (part.kind()) {
          case PRIMARY_KEY, UNIQUE_KEY -> names.key(target.name(), part.name());
          case UNIQUE_INDEX, INDEX -> names.relation(part.name());
          case CHECK, FOREIGN_KEY -> names.constraint(target.name(), part.name());
        };
    var phase =
        switch (part.kind()) {
          case PRIMARY_KEY, UNIQUE_KEY -> Phase.KEYS;
          case UNIQUE_INDEX, INDEX -> Phase.INDEXES;
          case CHECK -> Phase.CHECKS;
          case FOREIGN_KEY -> Phase.REFERENCES;
        };
    draft.addReading(phase, target.name(), part.create(sides.schema(), target.name(), name));
    if (part.comment() != null) {
      comment(target.name(), part, name);
    }
  }

  private void comment(Table target, PartMatching.Change change) {
    if (!Objects.equals(change.source().comment(), change.target().comment())) {
      comment(target.name(), change.source(), change.target().name());
    }
  }

  private void comment(String table, Part part, String ownName) {
    var sql = part.comment(sides.schema(), table, ownName);
    draft.add(Phase.COMMENTS, table, sql, "comments on the " + part.inWords());
  }

  /** What the old type of a column, or old rows that do not fit it, would break. */
  private boolean isInTheWay(Table target, Part part) {
    boolean namesAnEnum =
        !part.kind().isKey()
            && target.columns().stream()
                .map(Column::enumName)
                .filter(it -> it != null && sides.isChangedEnum(it))
                .anyMatch(it -> SqlText.mentions(part.definition(), it));
    boolean isLoosened =
        part.kind() == Part.Kind.PRIMARY_KEY
            && part.columns().stream()
                .anyMatch(it -> types.isLoosened(new TableColumn(target.name(), it)));
    return namesAnEnum
        || isLoosened
        || concernsMadeAnew(target, part)
        || (sides.isReplaced(target.name()) && concernsUnsafe(target, part));
  }

  /** Otherwise than exactly, such a part is taken for gone, and is not here at all. */
  private boolean concernsMadeAnew(Table target, Part part) {
    return columnsMadeAnew.stream()
        .filter(it -> it.table().equals(target.name()))
        .anyMatch(it -> part.concerns(it.column()));
  }

  private boolean concernsUnsafe(Table target, Part part) {
    return target.columns().stream()
        .filter(it -> types.isUnsafe(new TableColumn(target.name(), it.name())))
        .anyMatch(it -> part.concerns(it.name()));
  }

  private boolean concernsWritten(Table target, Part part) {
    return target.columns().stream()
        .filter(it -> types.isWritten(new TableColumn(target.name(), it.name())))
        .anyMatch(it -> part.concerns(it.name()));
  }

  private void tryOut(Table target, Part part) {
    var definition = part.definition();
    if (part.kind().isUnique()) {
      boolean nullsAreEqual =
          part.kind() == Part.Kind.PRIMARY_KEY || definition.contains(" NULLS NOT DISTINCT");
      int where = definition.lastIndexOf(" WHERE ");
      draft.tryOut(
          new RowTrial.Duplicates(
              target,
              part.name(),
              elements(part),
              part.kind().isIndex() && where >= 0 ? definition.substring(where + 7) : "",
              nullsAreEqual));
    } else if (part.kind() == Part.Kind.CHECK && !definition.endsWith(" NOT VALID")) {
      var expression = definition.replaceFirst("^CHECK ", "").replaceFirst(" NO INHERIT$", "");
      draft.tryOut(new RowTrial.Violations(target, part.name(), expression));
    }
  }

  private static List<String> elements(Part part) {
    return part.kind().isKey()
        ? part.columns().stream().map(it -> quoted(it)).toList()
        : SqlText.firstList(part.definition()).stream()
            .map(it -> ORDER.matcher(it).replaceFirst(""))
            .toList();
  }

  private static List<Part> own(Table table, Inheritance heirs) {
    var inherited =
        table.checks().stream()
            .filter(it -> heirs.inherits(table, it))
            .map(it -> it.name())
            .toList();
    return Part.of(table).stream()
        .filter(it -> it.kind() != Part.Kind.CHECK || !inherited.contains(it.name()))
        .toList();
  }
}
