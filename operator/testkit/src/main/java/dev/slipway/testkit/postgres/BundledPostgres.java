package dev.slipway.testkit.postgres;

import dev.slipway.testkit.Archive;
import dev.slipway.testkit.Cache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The newest server, which comes as a jar for machines that have no PostgreSQL installed. */
final class BundledPostgres {
  private BundledPostgres() {}

  /** Nothing where the jar has no server for this machine. */
  static Optional<PostgresInstallation> installation() {
    var archive = "/postgres-linux-%s.txz".formatted(architecture());
    if (BundledPostgres.class.getResource(archive) == null) {
      return Optional.empty();
    }
    var version = version();
    try {
      var home = Cache.folder("postgresql-" + version, half -> Archive.unpack(open(archive), half));
      int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
      return Optional.of(new PostgresInstallation(major, home.resolve("bin")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String architecture() {
    var name = System.getProperty("os.arch");
    return "amd64".equals(name) ? "x86_64" : name;
  }

  private static String version() {
    var properties = new Properties();
    try (var in = open("bundled.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static InputStream open(String resource) throws IOException {
    var in = BundledPostgres.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("not on the class path: " + resource);
    }
    return in;
  }
}
