package dev.slipway.engine.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One try of one worker at one step of a run.
 *
 * @param run the plan's UID and nonce, or whatever names the run once and for all
 * @param environment the UID of the environment that the database belongs to
 * @param environmentName what people call that environment; absent: it is a person's own work, and
 *     says nothing about whose database this is
 */
public record Attempt(
    String run, String step, int number, String environment, @Nullable String environmentName) {
  public Attempt(String run, String step, int number, String environment) {
    this(run, step, number, environment, null);
  }
}
