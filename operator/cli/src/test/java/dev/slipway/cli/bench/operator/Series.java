package dev.slipway.cli.bench.operator;

import java.util.stream.Stream;

/** A page of metrics. */
record Series(String page) {
  /** The sum of all samples whose line begins so and has all of these parts. */
  double sum(String name, String... parts) {
    return page.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Stream.of(parts).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
