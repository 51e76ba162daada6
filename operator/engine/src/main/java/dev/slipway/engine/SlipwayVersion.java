package dev.slipway.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as files, reports and logs name it. */
public final class SlipwayVersion {
  private static final String CURRENT = read();

  private SlipwayVersion() {}

  public static String current() {
    return CURRENT;
  }

  private static String read() {
    var properties = new Properties();
    try (var resource = SlipwayVersion.class.getResourceAsStream("slipway.properties")) {
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
