package dev.slipway.engine.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param type as format_type prints it, such as {@code numeric(10,2)}
 * @param defaultExpression the default, or the expression of a generated column
 * @param collation only where it is not the type's own
 * @param enumName the enum of this schema that the column, or each of its elements, is of
 * @param inherited whether it is there because of a parent alone
 */
public record Column(
    String name,
    String type,
    boolean notNull,
    @Nullable String defaultExpression,
    @Nullable String collation,
    @Nullable Identity identity,
    @Nullable Generated generated,
    @Nullable String enumName,
    boolean inherited,
    @Nullable String comment) {

  public static Optional<Column> named(List<Column> columns, String name) {
    return columns.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
