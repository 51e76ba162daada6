package dev.slipway.engine.preset;

/**
 * How an installation of an app names its tables.
 *
 * @param prefix of every table
 * @param underscored whether names are written_so rather than writtenSo
 */
public record Naming(String prefix, boolean underscored) {
  public static final Naming PLAIN = new Naming("", false);
}
