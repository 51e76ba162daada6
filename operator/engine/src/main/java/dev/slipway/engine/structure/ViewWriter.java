package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Grant;
import dev.slipway.engine.catalog.Ownership;
import dev.slipway.engine.catalog.Rights;
import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.catalog.View;
import dev.slipway.engine.catalog.ViewAttachment;
import dev.slipway.engine.catalog.ViewColumn;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes views as the statements that make them. */
final class ViewWriter {
  private final String schema;
  private final Rights rights;

  /**
   * @param rights of the target
   */
  ViewWriter(String schema, Rights rights) {
    this.schema = schema;
    this.rights = rights;
  }

  String drop(View view) {
    return "DROP VIEW " + name(view);
  }

  /** Rules may lead from one view to another and back, which no order of views could follow. */
  Stream<String> dropRules(View view) {
    return view.attachments().stream()
        .filter(it -> !it.reads().isEmpty())
        .map(it -> "DROP RULE %s ON %s".formatted(quoted(it.name()), name(view)));
  }

  String create(View view) {
    var options = view.options().isEmpty() ? "" : " WITH (" + options(view) + ")";
    return "CREATE VIEW %s%s AS %s".formatted(name(view), options, view.definition());
  }

  /** Triggers and rules, once all that they lead to is there. */
  Stream<String> attach(View view) {
    return view.attachments().stream()
        .flatMap(it -> Stream.concat(Stream.of(it.definition()), attachmentComment(view, it)));
  }

  /** What CREATE VIEW has no room for. */
  Stream<String> dress(View view) {
    var columns =
        view.columns().stream()
            .flatMap(it -> Stream.concat(defaultOf(view, it, null), columnComment(view, it, null)));
    return Stream.concat(viewComment(view, null), columns);
  }

  /** Turns a view into another with the same query. */
  Stream<String> change(View present, View wanted) {
    var columns =
        IntStream.range(0, wanted.columns().size())
            .boxed()
            .flatMap(
                it -> changeColumn(wanted, present.columns().get(it), wanted.columns().get(it)));
    return Stream.of(
            changeOptions(wanted, present), viewComment(wanted, present.comment()), columns)
        .flatMap(it -> it);
  }

  private Stream<String> changeColumn(View view, ViewColumn present, ViewColumn wanted) {
    return Stream.concat(
        defaultOf(view, wanted, present.defaultExpression()),
        columnComment(view, wanted, present.comment()));
  }

  /** Exactly the rights on the view of this name, whatever default privileges say. */
  Stream<String> giveBack(View view) {
    return rights.ownerOf(view.name()).stream().flatMap(it -> giveBack(view, it));
  }

  private Stream<String> giveBack(View view, Ownership owner) {
    var name = name(view);
    var change = Stream.of("ALTER VIEW %s OWNER TO %s".formatted(name, owner.role()));
    var columns = view.columns().stream().map(ViewColumn::name).collect(toSet());
    var grants =
        rights
            .grantsOn(view.name())
            .filter(it -> it.column() == null ? !owner.alone() : columns.contains(it.column()))
            .collect(
                groupingBy(
                    Receiver::of, LinkedHashMap::new, mapping(ViewWriter::right, joining(", "))));
    var given = grants.entrySet().stream().map(it -> it.getKey().grant(it.getValue(), name));
    return Stream.of(change, fresh(name, owner), given).flatMap(it -> it);
  }

  /** With no rights yet, or with the owner's where there are to be no others. */
  private Stream<String> fresh(String name, Ownership owner) {
    if (owner.alone() && rights.newcomers().isEmpty()) {
      return Stream.empty();
    }
    var revoked =
        Stream.concat(rights.newcomers().stream(), Stream.of(owner.role()))
            .distinct()
            .map(it -> "REVOKE ALL ON %s FROM %s".formatted(name, it));
    var granted =
        owner.alone()
            ? Stream.of("GRANT ALL ON %s TO %s".formatted(name, owner.role()))
            : Stream.<String>empty();
    return Stream.concat(revoked, granted);
  }

  private static String right(Grant grant) {
    return grant.column() == null
        ? grant.privilege()
        : "%s (%s)".formatted(grant.privilege(), quoted(grant.column()));
  }

  private Stream<String> defaultOf(View view, ViewColumn column, @Nullable String before) {
    var expression = column.defaultExpression();
    if (Objects.equals(expression, before)) {
      return Stream.empty();
    }
    return Stream.of(
        "ALTER VIEW %s ALTER COLUMN %s %s"
            .formatted(
                name(view),
                quoted(column.name()),
                expression == null ? "DROP DEFAULT" : "SET DEFAULT " + expression));
  }

  private Stream<String> viewComment(View view, @Nullable String before) {
    return comment("VIEW " + name(view), view.comment(), before);
  }

  private Stream<String> columnComment(View view, ViewColumn column, @Nullable String before) {
    return comment("COLUMN " + name(view) + "." + quoted(column.name()), column.comment(), before);
  }

  private Stream<String> attachmentComment(View view, ViewAttachment attachment) {
    return comment(
        "%s %s ON %s".formatted(attachment.kind(), quoted(attachment.name()), name(view)),
        attachment.comment(),
        null);
  }

  private static Stream<String> comment(
      String object, @Nullable String comment, @Nullable String before) {
    return Objects.equals(comment, before)
        ? Stream.empty()
        : Stream.of("COMMENT ON %s IS %s".formatted(object, SqlLiteral.quoted(comment)));
  }

  private Stream<String> changeOptions(View view, View before) {
    if (view.options().equals(before.options())) {
      return Stream.empty();
    }
    var reset =
        before.options().stream()
            .map(it -> "ALTER VIEW %s RESET (%s)".formatted(name(view), optionName(it)));
    var set =
        view.options().isEmpty()
            ? Stream.<String>empty()
            : Stream.of("ALTER VIEW %s SET (%s)".formatted(name(view), options(view)));
    return Stream.concat(reset, set);
  }

  private static String options(View view) {
    return view.options().stream()
        .map(it -> optionName(it) + " = " + SqlLiteral.quoted(it.substring(it.indexOf('=') + 1)))
        .collect(joining(", "));
  }

  private static String optionName(String option) {
    return quoted(option.substring(0, Math.max(0, option.indexOf('='))));
  }

  private String name(View view) {
    return qualified(schema, view.name());
  }

  private record Receiver(String role, boolean grantable) {
    static Receiver of(Grant grant) {
      return new Receiver(grant.grantee(), grant.grantable());
    }

    String grant(String privileges, String object) {
      return "GRANT %s ON %s TO %s%s"
          .formatted(privileges, object, role, grantable ? " WITH GRANT OPTION" : "");
    }
  }
}
