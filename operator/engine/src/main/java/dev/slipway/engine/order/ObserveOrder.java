package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Look at an environment's database and stores, and change nothing but the stores' probe and our
 * own notes in schema {@code slipway}.
 *
 * @param app what is known of it; absent: nothing
 * @param variables folders of the worker's pod with the app's variables, a file for each
 * @param withdrawn the digest of the file whose marks are withdrawn where configuration has
 *     drifted; absent: none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObserveOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess releases,
    StoreAccess backups,
    @Nullable AppKnowledge app,
    List<String> variables,
    DriftCheck drift,
    @Nullable String withdrawn)
    implements WorkOrder {
  @JsonCreator
  public ObserveOrder {
    variables = List.copyOf(variables);
  }

  /** One that withdraws nothing. */
  public ObserveOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      StoreAccess releases,
      StoreAccess backups,
      @Nullable AppKnowledge app,
      List<String> variables,
      DriftCheck drift) {
    this(formatVersion, step, database, releases, backups, app, variables, drift, null);
  }

  /** Of an app of which nothing is known. */
  public ObserveOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      StoreAccess releases,
      StoreAccess backups) {
    this(formatVersion, step, database, releases, backups, null, List.of(), DriftCheck.NONE);
  }

  /** The same, where drift makes an end to what is proven of this file. */
  public ObserveOrder withdrawing(@Nullable String digest) {
    return new ObserveOrder(
        formatVersion, step, database, releases, backups, app, variables, drift, digest);
  }
}
