package dev.slipway.engine.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest that every Java has, without the exception for those that it has not. */
final class Sha256 {
  private Sha256() {}

  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
