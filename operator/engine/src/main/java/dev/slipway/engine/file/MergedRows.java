package dev.slipway.engine.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.engine.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a table whose rows were joined out of several sources, one by one. Its key tells
 * rows apart because the preset, or a person, says so: the database need not know of it.
 *
 * @param drawnKey columns of the primary key that each environment draws for itself: what hangs on
 *     a removed row names it by them, so they are carried beside what tells it apart
 * @param removed keys of rows that the base has and that are to go, since a source took them away;
 *     absent where there are none
 */
public record MergedRows(
    List<String> drawnKey, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RowsEntry removed) {
  public MergedRows {
    drawnKey = List.copyOf(drawnKey);
  }

  /**
   * The drawn key of a table; none where not all of its primary key travels.
   *
   * @param columns that travel
   * @param keyColumns that tell rows apart
   */
  public static List<String> drawnKey(Table table, List<String> columns, List<String> keyColumns) {
    return columns.containsAll(table.keyColumns())
        ? table.keyColumns().stream().filter(it -> !keyColumns.contains(it)).toList()
        : List.of();
  }
}
