package dev.slipway.worker;

import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.order.Accepted;
import java.util.List;

/** What an order overrules, in the engine's words. */
final class Acceptances {
  private Acceptances() {}

  static List<Acceptance> of(List<Accepted> accepted) {
    return accepted.stream().map(it -> new Acceptance(it.finding(), it.reason())).toList();
  }
}
