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
    DriftCheck drift)
    implements WorkOrder {
  @JsonCreator
  public ObserveOrder {
    variables = List.copyOf(variables);
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
}
