package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.SqlLiteral;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the values of a column that is there get to the type that it is going to have.
 *
 * @param from as the target has it
 * @param to as the file has it
 */
public record Conversion(TableColumn place, Column from, Column to, Way way) {

  /** The means. */
  public sealed interface Way {
    /** PostgreSQL's own cast. */
    record ByCast() implements Way {}

    /**
     * By the label's text, to an enum.
     *
     * @param tolerated the labels that are known, where others are to become NULL; none: they are
     *     an error
     */
    record ByLabel(List<String> tolerated) implements Way {}

    /** An expression of the release's rules. */
    record ByExpression(String sql) implements Way {}

    /**
     * By a function of ours, which answers NULL where the cast would fail.
     *
     * @param definition to be executed first
     */
    record ByFunction(String name, List<String> arguments, String definition) implements Way {}
  }

  /** Over the columns of the table itself. */
  String value() {
    return switch (way) {
      case Way.ByCast _ -> castOf(quoted(from.name()));
      case Way.ByLabel it -> labelOf(quoted(from.name()), it);
      case Way.ByExpression it -> "CAST((%s) AS %s)".formatted(it.sql(), to.type()) + collation();
      case Way.ByFunction it -> call(it, "");
    };
  }

  /**
   * Over a row of the table beside others.
   *
   * @param row its alias
   */
  public String valueIn(String row) {
    return switch (way) {
      case Way.ByCast _ -> castOf(row + "." + quoted(from.name()));
      case Way.ByLabel it -> labelOf(row + "." + quoted(from.name()), it);
      case Way.ByExpression it ->
          "(SELECT CAST((%s) AS %s)%s FROM (SELECT %s.*) AS %s)"
              .formatted(it.sql(), to.type(), collation(), row, quoted(place.table()));
      case Way.ByFunction it -> call(it, row + ".");
    };
  }

  /** The same for an enum that is not there yet: what its labels say. */
  public String textIn(String row) {
    return way instanceof Way.ByExpression
        ? "CAST(NULL AS text)"
        : "CAST(%s.%s AS text)".formatted(row, quoted(from.name()));
  }

  /** What has to be executed before a value is asked for. */
  public Optional<String> helper() {
    return way instanceof Way.ByFunction it ? Optional.of(it.definition()) : Optional.empty();
  }

  /** Whether no two values become one, and none vanishes. */
  public boolean keepsRowsApart() {
    return way instanceof Way.ByCast && TypePair.of(from.type(), to.type()).isSafe();
  }

  boolean isToEnum() {
    return to.enumName() != null;
  }

  /** The enum that it becomes; empty where it becomes none. */
  String enumName() {
    return requireNonNullElse(to.enumName(), "");
  }

  private String castOf(String column) {
    return "CAST(%s AS %s)".formatted(column, to.type()) + collation();
  }

  private String collation() {
    if (Objects.equals(from.collation(), to.collation())) {
      return "";
    }
    return " COLLATE " + (to.collation() == null ? "pg_catalog.\"default\"" : to.collation());
  }

  private String labelOf(String column, Way.ByLabel way) {
    var text = SqlType.parse(to.type()).isArray() ? "text[]" : "text";
    var label = "CAST(CAST(%s AS %s) AS %s)".formatted(column, text, to.type());
    if (way.tolerated().isEmpty()) {
      return label;
    }
    return "CASE WHEN %s THEN %s END".formatted(isKnown(column, way.tolerated()), label);
  }

  /** Whether a value is one of an enum's labels, or an array of nothing else. */
  String isKnown(String column, List<String> labels) {
    var known =
        labels.stream().map(SqlLiteral::quoted).collect(joining(", ", "ARRAY[", "]::text[]"));
    return SqlType.parse(to.type()).isArray()
        ? "CAST(%s AS text[]) <@ %s".formatted(column, known)
        : "CAST(%s AS text) = ANY (%s)".formatted(column, known);
  }

  private String call(Way.ByFunction way, String prefix) {
    return way.arguments().stream()
        .map(it -> prefix + quoted(it))
        .collect(joining(", ", way.name() + "(", ")" + collation()));
  }
}
