package dev.slipway.engine.finding;

/**
 * A person's word that a finding may be overruled.
 *
 * @param finding its id
 */
public record Acceptance(String finding, String reason) {}
