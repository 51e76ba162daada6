package dev.slipway.engine.order;

/**
 * A finding that a person overrules.
 *
 * @param finding its id
 */
public record Accepted(String finding, String reason) {}
