package dev.slipway.worker;

import java.util.List;

/** What is told of many things: a report has room for little. */
final class Some {
  private static final int MOST = 10;

  private Some() {}

  static String of(List<String> words) {
    return words.size() <= MOST
        ? String.join(", ", words)
        : "%s, and %s more"
            .formatted(String.join(", ", words.subList(0, MOST)), words.size() - MOST);
  }
}
