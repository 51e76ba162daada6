package dev.slipway.engine.order;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Keep the configuration of an app as it is now.
 *
 * @param id names the checkpoint in its store, such as its object's UID; each attempt after the
 *     first adds its number, since objects are written once
 * @param rules as in a plan, for what is configuration beyond the preset; null: none
 */
public record CheckpointOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess backups,
    AppKnowledge app,
    String id,
    String description,
    JsonNode rules)
    implements WorkOrder {}
