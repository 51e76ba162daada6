package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.catalog.Table;
import java.util.List;

/** Functions of the session that try a conversion row by row, where one error ends a statement. */
final class CastFunction {
  private CastFunction() {}

  /** The columns that the conversion may read. */
  static List<Column> arguments(Conversion conversion, Table table) {
    var value = conversion.value();
    return table.columns().stream().filter(it -> SqlText.mentions(value, it.name())).toList();
  }

  /** Answers NULL where the conversion fails. */
  static String orNull(String name, List<Column> arguments, Conversion conversion) {
    return define(
        name,
        arguments,
        conversion.to().type(),
        "RETURN %s; EXCEPTION WHEN OTHERS THEN RETURN NULL;".formatted(conversion.value()));
  }

  static String fails(String name, List<Column> arguments, Conversion conversion) {
    return define(
        name,
        arguments,
        "boolean",
        "PERFORM %s; RETURN false; EXCEPTION WHEN OTHERS THEN RETURN true;"
            .formatted(conversion.value()));
  }

  private static String define(
      String name, List<Column> arguments, String result, String statements) {
    var parameters =
        arguments.stream().map(it -> quoted(it.name()) + " " + it.type()).collect(joining(", "));
    return "CREATE OR REPLACE FUNCTION %s(%s) RETURNS %s LANGUAGE plpgsql AS %s"
        .formatted(name, parameters, result, SqlLiteral.quoted("BEGIN " + statements + " END"));
  }
}
