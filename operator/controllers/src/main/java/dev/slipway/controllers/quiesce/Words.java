package dev.slipway.controllers.quiesce;

import java.util.List;
import java.util.stream.Collectors;

/** Many sayings as one that fits into a line of status, however much others have to say. */
final class Words {
  private static final int TOLD = 3;
  private static final int LONGEST = 250;

  private Words() {}

  static String join(List<String> sayings) {
    var told = sayings.stream().limit(TOLD).map(Words::cut).collect(Collectors.joining("; "));
    return sayings.size() <= TOLD ? told : told + "; and " + (sayings.size() - TOLD) + " more";
  }

  private static String cut(String saying) {
    var line = saying.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
