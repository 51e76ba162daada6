package dev.slipway.controllers.work;

import java.util.Locale;

/** Sizes as people read them: 640Mi, 1.2Gi. */
public final class ByteSizes {
  private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti"};

  private ByteSizes() {}

  public static String inWords(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    var format = size < 10 && unit > 0 ? "%.1f%s" : "%.0f%s";
    return String.format(Locale.ROOT, format, size, UNITS[unit]);
  }
}
