package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Join files of the releases store over the one that they have in common, and put the joined file
 * there.
 *
 * @param base digest of the file that the sources have in common; absent: a single source needs
 *     none
 * @param traced whether a joined base stands for what it was joined over: no source has all that it
 *     holds, and what one lacks would look removed
 * @param resolve conflicts that a person has decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MergeOrder(
    int formatVersion,
    RunStep step,
    StoreAccess releases,
    AppKnowledge app,
    @Nullable String base,
    boolean traced,
    List<Source> sources,
    List<Decision> resolve)
    implements WorkOrder {
  public MergeOrder {
    sources = List.copyOf(sources);
    resolve = List.copyOf(resolve);
  }

  /**
   * What is joined.
   *
   * @param name by which a decision takes it, such as {@code namespace/name}
   * @param file its digest
   */
  public record Source(String name, String file) {}

  /**
   * Whose version is taken.
   *
   * @param key columns and values of a row; none: all that is contested in the table
   * @param take the name of a source
   */
  public record Decision(String table, SortedMap<String, String> key, String take) {
    public Decision {
      key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    }
  }
}
