package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find out what a migration file would do to a database, and keep that in the releases store.
 *
 * @param backups where the way back would be kept
 * @param file the digest that names the file
 * @param destructive whether structure may change in ways that lose data
 * @param accept findings about this database that a person overrules
 * @param variables folders of the worker's pod with the app's variables, a file for each; absent:
 *     nobody asks which are missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess releases,
    StoreAccess backups,
    AppKnowledge app,
    String file,
    boolean destructive,
    List<Accepted> accept,
    @Nullable List<String> variables)
    implements WorkOrder {
  @JsonCreator
  public PreviewOrder {
    accept = List.copyOf(accept);
    variables = variables == null ? null : List.copyOf(variables);
  }

  /** Where nobody asks which variables are missing. */
  public PreviewOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      StoreAccess releases,
      StoreAccess backups,
      AppKnowledge app,
      String file,
      boolean destructive,
      List<Accepted> accept) {
    this(formatVersion, step, database, releases, backups, app, file, destructive, accept, null);
  }
}
