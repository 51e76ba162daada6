package dev.slipway.engine.database;

/** How far a server's certificate is checked, in libpq's words. */
public enum TlsMode {
  DISABLE("disable"),
  REQUIRE("require"),
  VERIFY_CA("verify-ca"),
  VERIFY_FULL("verify-full");

  private final String libpqName;

  TlsMode(String libpqName) {
    this.libpqName = libpqName;
  }

  public String libpqName() {
    return libpqName;
  }
}
