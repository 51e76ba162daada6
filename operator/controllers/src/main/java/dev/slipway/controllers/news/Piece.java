package dev.slipway.controllers.news;

import dev.slipway.api.status.Condition;

/**
 * One change that people are told of.
 *
 * @param isWarning whether a person should look
 * @param reason in one word of the documented list
 */
record Piece(boolean isWarning, String reason, String message) {
  static Piece normal(Condition condition) {
    return new Piece(false, condition.reason(), condition.message());
  }

  static Piece warning(Condition condition) {
    return new Piece(true, condition.reason(), condition.message());
  }
}
