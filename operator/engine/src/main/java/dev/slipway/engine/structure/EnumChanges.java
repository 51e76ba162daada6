package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Table;
import java.util.Objects;

/**
 * New enums, and those with other labels. A label that is added in a transaction cannot be used in
 * it, and none can be taken away: so the type is made anew beside the old one, and all columns go
 * over.
 */
record EnumChanges(Sides sides, Draft draft, DdlWriter ddl, ColumnTypes types) {
  private static final String OLD = "slipway_old_";
  private static final int LONGEST = 63;

  void compare() {
    sides.newEnums().forEach(this::create);
    sides.changedEnums().forEach(this::rebuild);
    sides.source().enums().forEach(this::comment);
    if (sides.isExact()) {
      sides.target().enums().stream()
          .filter(it -> Sides.enumType(sides.source(), it.name()).isEmpty())
          .forEach(this::drop);
    }
  }

  private void drop(EnumType type) {
    draft.add(
        Phase.DROP_LEFTOVERS,
        type.name(),
        "DROP TYPE " + ddl.name(type.name()),
        "drops the enum " + type.name());
  }

  private void create(EnumType type) {
    var effect = "creates the enum " + type.name();
    draft.add(Phase.NEW_TYPES, userOf(type), ddl.createEnum(type), effect);
  }

  private void comment(EnumType type) {
    var before =
        Sides.enumType(sides.target(), type.name())
            .filter(it -> !sides.isEnumToCome(type.name()))
            .map(EnumType::comment)
            .orElse(null);
    if (!Objects.equals(type.comment(), before)) {
      draft.add(
          Phase.COMMENTS,
          userOf(type),
          ddl.comment("TYPE", type.name(), type.comment()),
          "comments on the enum " + type.name());
    }
  }

  private void rebuild(EnumType type) {
    var user = userOf(type);
    var interim = interimName(type.name());
    var effect = "makes the enum %s anew".formatted(type.name());
    draft.add(
        Phase.RENAME_TYPES,
        user,
        "ALTER TYPE %s RENAME TO %s".formatted(ddl.name(type.name()), quoted(interim)),
        effect);
    draft.add(
        Phase.NEW_TYPES,
        new DdlStatement(user, ddl.createEnum(type), DdlSeverity.REWRITING, effect));
    draft.add(Phase.DROP_TYPES, user, "DROP TYPE " + ddl.name(interim), effect);
    sides.target().tables().forEach(it -> convertWhatTheFileLacks(it, type));
  }

  /** The others are compared column by column. */
  private void convertWhatTheFileLacks(Table table, EnumType type) {
    var source = sides.source().table(table.name());
    table.columns().stream()
        .filter(it -> type.name().equals(it.enumName()))
        .filter(it -> source.flatMap(of -> Sides.column(of, it.name())).isEmpty())
        .forEach(it -> types.change(table, it, it));
  }

  private String interimName(String name) {
    var interim = new StringBuilder(OLD).append(name);
    while (interim.toString().getBytes(UTF_8).length > LONGEST) {
      interim.setLength(interim.length() - 1);
    }
    return interim.toString();
  }

  private String userOf(EnumType type) {
    return sides.source().tables().stream()
        .filter(table -> table.columns().stream().anyMatch(it -> type.name().equals(it.enumName())))
        .map(Table::name)
        .findFirst()
        .orElse(type.name());
  }
}
