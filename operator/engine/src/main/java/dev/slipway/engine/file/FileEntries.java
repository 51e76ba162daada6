package dev.slipway.engine.file;

import java.util.regex.Pattern;

/**
 * What the entries of a migration file are called, and how long those may be that are read whole.
 */
final class FileEntries {
  static final String MANIFEST = "manifest.json";
  static final int MAX_MANIFEST_BYTES = 16 << 20;
  static final String STRUCTURE = "structure.json";
  static final int MAX_STRUCTURE_BYTES = 64 << 20;

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.-]");

  private FileEntries() {}

  /**
   * The number makes it unique; the name is for people, and no path whatever the table is called.
   */
  static String rows(int place, String table) {
    return "rows/" + named(place, table);
  }

  /** Keys of rows that are to go. */
  static String removed(int place, String table) {
    return "removed/" + named(place, table);
  }

  private static String named(int place, String table) {
    return place + "-" + UNSAFE.matcher(table).replaceAll("_") + ".copy.zst";
  }
}
