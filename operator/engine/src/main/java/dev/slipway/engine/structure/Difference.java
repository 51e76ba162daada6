package dev.slipway.engine.structure;

/**
 * A difference between file and target that a release does not bridge.
 *
 * @param object such as {@code column title} or {@code index pages_slug}
 * @param what such as {@code type is text in the file, integer in the target}
 */
public record Difference(String table, String object, String what) {
  public String inWords() {
    return table + ": " + object + ": " + what;
  }
}
