package dev.slipway.controllers.step;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.stream.Stream;

/** An enum's constant as users read it. */
public final class Words {
  private Words() {}

  public static String of(Enum<?> constant) {
    return Stream.of(constant.name().split("_", -1))
        .map(it -> it.charAt(0) + it.substring(1).toLowerCase(Locale.ROOT))
        .collect(joining());
  }
}
