package dev.slipway.engine.preset;

/**
 * How an app tells about its installation.
 *
 * @param version of the app's core: one row, one column
 * @param plugins one row each: name, version, whether enabled
 * @param initialised whether the app's first start came to its end: one row, one boolean
 * @param variables that the installation has in its database: one row each, its name
 */
public record Facts(Fact version, Fact plugins, Fact initialised, Fact variables) {
  static final Facts UNKNOWN = new Facts(Fact.UNKNOWN, Fact.UNKNOWN, Fact.UNKNOWN, Fact.UNKNOWN);
}
