package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a worker saw of an environment.
 *
 * @param rights of the role that works in the database, in words of their own
 * @param app what the database says of it; absent: nothing
 * @param settings those of the app's variables that have to be equal in all of its environments
 * @param configuration a digest of the app's configuration; absent where nobody knows what that is
 * @param drift absent where nobody asked, or there is nothing to compare with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Observation(
    String serverVersion,
    String systemIdentifier,
    long databaseOid,
    long databaseBytes,
    int tables,
    List<String> rights,
    @Nullable AppSeen app,
    @Nullable SortedMap<String, String> settings,
    @Nullable String configuration,
    @Nullable DriftSeen drift)
    implements WorkResult {
  @JsonCreator
  public Observation {
    rights = rights == null ? List.of() : List.copyOf(rights);
    settings = settings == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** Of an app of which nothing is known. */
  public Observation(
      String serverVersion,
      String systemIdentifier,
      long databaseOid,
      long databaseBytes,
      int tables) {
    this(
        serverVersion,
        systemIdentifier,
        databaseOid,
        databaseBytes,
        tables,
        List.of(),
        null,
        null,
        null,
        null);
  }

  Observation withoutTheLastTable() {
    return new Observation(
        serverVersion,
        systemIdentifier,
        databaseOid,
        databaseBytes,
        tables,
        rights,
        app,
        settings,
        configuration,
        drift == null ? null : drift.withoutTheLastTable());
  }

  /**
   * What a database says of the app in it.
   *
   * @param plugins how many there are
   * @param pluginsDigest of their names and versions
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AppSeen(
      @Nullable String version, @Nullable Integer plugins, @Nullable String pluginsDigest) {}

  /**
   * How configuration stands to what the last release left.
   *
   * @param baselineAt when that was kept; absent: there is none
   * @param outdated whether Slipway has changed the database since, so that nothing can be said
   * @param count of the tables that are not as they were
   * @param tables the first of them
   * @param since when that was seen first; absent: all is as it was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DriftSeen(
      @Nullable Instant baselineAt,
      boolean outdated,
      int count,
      List<String> tables,
      @Nullable Instant since) {
    public static final DriftSeen NO_BASELINE = new DriftSeen(null, false, 0, List.of(), null);

    public DriftSeen {
      tables = List.copyOf(tables);
    }

    DriftSeen withoutTheLastTable() {
      return new DriftSeen(
          baselineAt, outdated, count, tables.subList(0, tables.size() - 1), since);
    }
  }
}
