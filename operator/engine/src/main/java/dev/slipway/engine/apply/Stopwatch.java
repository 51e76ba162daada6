package dev.slipway.engine.apply;

/** How long something took. */
record Stopwatch(long began) {
  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  double millis() {
    return (System.nanoTime() - began) / 1e6;
  }
}
