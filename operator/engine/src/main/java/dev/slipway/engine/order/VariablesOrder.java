package dev.slipway.engine.order;

import java.util.List;

/**
 * Find out which of an app's variables are still missing. Only their names are read.
 *
 * @param app by which the database tells those that it has
 * @param variables folders of the worker's pod with the app's variables, a file for each
 * @param wanted names to look for
 */
public record VariablesOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    AppKnowledge app,
    List<String> variables,
    List<String> wanted)
    implements WorkOrder {
  public VariablesOrder {
    variables = List.copyOf(variables);
    wanted = List.copyOf(wanted);
  }
}
