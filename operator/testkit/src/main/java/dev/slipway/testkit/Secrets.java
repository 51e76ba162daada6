package dev.slipway.testkit;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords and keys that are good for one test run. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** Thirty-two hexadecimal digits that nobody has seen before. */
  public static String random() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
