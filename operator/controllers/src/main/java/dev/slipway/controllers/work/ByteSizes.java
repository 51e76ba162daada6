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

  /** The reverse, as near as the words are. */
  public static long parse(String words) {
    int unit = UNITS.length - 1;
    while (unit > 0 && !words.endsWith(UNITS[unit])) {
      unit--;
    }
    var number = words.substring(0, words.length() - UNITS[unit].length());
    return (long) (Double.parseDouble(number) * Math.pow(1024, unit));
  }
}
