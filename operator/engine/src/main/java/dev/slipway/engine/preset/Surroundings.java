package dev.slipway.engine.preset;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked of a target before a release, because the database itself does not know it:
 * all in the app's own names, columns of one table written {@code table.column}.
 *
 * @param userTables the column that names the user's tables; absent: the app keeps no such list
 * @param withTable a condition for those of its rows that stand for a table; absent: all do
 * @param lineage tables whose keys each installation draws for itself while names are equal
 */
public record Surroundings(
    @Nullable String userTables,
    @Nullable String withTable,
    List<Held> held,
    List<Runs> runs,
    List<String> lineage,
    List<Staying> staying) {
  public static final Surroundings UNKNOWN =
      new Surroundings(null, null, List.of(), List.of(), List.of(), List.of());

  public Surroundings {
    held = List.copyOf(held);
    runs = List.copyOf(runs);
    lineage = List.copyOf(lineage);
    staying = List.copyOf(staying);
  }

  /**
   * Rows that others hold on to.
   *
   * @param column by which they do
   * @param row what one is called, where {@code column} is a name that may be told; absent: it is
   *     not
   * @param standard a column that is true of the one that newcomers get; absent: there is none
   * @param by who holds on, by the column that does
   */
  public record Held(
      String column,
      @Nullable String row,
      @Nullable String standard,
      SortedMap<String, String> by) {
    public Held {
      by = Collections.unmodifiableSortedMap(new TreeMap<>(by));
    }
  }

  /**
   * Work that goes on by the rows of a table.
   *
   * @param column that tells these rows apart
   * @param runs the column of the runs that names one of them
   * @param parts columns of other tables that say to which of them a part belongs
   * @param unfinished a condition over the runs, in which {@code {name}} is a column
   */
  public record Runs(String column, String runs, List<String> parts, String unfinished) {
    public Runs {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Something outside of the database that a release does not bring, and what shows that it is
   * needed: rows of a table, a plugin that is on, or a table that travels and has these columns.
   *
   * @param where a condition over the rows, in which {@code {name}} is a column
   */
  public record Staying(
      String name,
      @Nullable String table,
      @Nullable String where,
      @Nullable String plugin,
      List<String> columns,
      String what,
      String todo) {
    public Staying {
      columns = List.copyOf(columns);
    }
  }
}
