package dev.slipway.engine.ledger;

/**
 * One try of one worker at one step of a run.
 *
 * @param run the plan's UID and nonce, or whatever names the run once and for all
 * @param environment the UID of the environment that the database belongs to
 */
public record Attempt(String run, String step, int number, String environment) {}
