package dev.slipway.engine.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Write a migration file of a source's database into the releases store.
 *
 * @param rules the rules of the plan, word for word
 * @param withheld tables whose rows never leave, whatever a rule says
 */
public record BuildOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess releases,
    AppKnowledge app,
    JsonNode rules,
    List<String> withheld)
    implements WorkOrder {
  public BuildOrder {
    withheld = List.copyOf(withheld);
  }
}
