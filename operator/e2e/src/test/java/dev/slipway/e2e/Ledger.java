package dev.slipway.e2e;

/** What a target's own database says was done to it. */
final class Ledger {
  private Ledger() {}

  /** How often a release was applied. */
  static long applies(SampleApp target, Release release) {
    return target
        .sql("SELECT step FROM slipway.ledger WHERE run = '" + release.run() + "'")
        .stream()
        .filter("Apply"::equals)
        .count();
  }
}
