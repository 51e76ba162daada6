package dev.slipway.testkit;

/** A certificate and its private key, both as PEM. */
public record TestCertificate(String certificate, String key) {
  @Override
  public String toString() {
    return certificate;
  }
}
