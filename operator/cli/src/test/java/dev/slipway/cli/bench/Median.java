package dev.slipway.cli.bench;

import java.util.List;

/** The middle one of some measurements. */
final class Median {
  private Median() {}

  static double of(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
