package dev.slipway.engine.bench;

import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.pgcodekeeper.core.api.PgCodeKeeperApi;
import org.pgcodekeeper.core.database.base.jdbc.IJdbcConnector;
import org.pgcodekeeper.core.ignorelist.IIgnoreList;
import org.pgcodekeeper.core.ignorelist.IgnoreSchemaList;
import org.pgcodekeeper.core.loader.pg.JdbcPgLoader;
import org.pgcodekeeper.core.monitor.NullMonitor;
import org.pgcodekeeper.core.schema.AbstractDatabase;
import org.pgcodekeeper.core.settings.CoreSettings;

/** How pgcodekeeper would turn one database's structure into another's. */
final class KeeperDiff {
  private static final String NOT_OURS = "SHOW ALL\nHIDE REGEX 'slipway.*'\n";

  private KeeperDiff() {}

  static List<String> statements(AppDatabase wanted, AppDatabase found) {
    try {
      var script = PgCodeKeeperApi.diff(settings(), load(found), load(wanted));
      return Arrays.stream(script.split(";\\n", -1))
          .map(String::strip)
          .filter(it -> !it.isEmpty() && !it.startsWith("SET "))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while comparing " + found.name(), e);
    }
  }

  private static AbstractDatabase load(AppDatabase database)
      throws IOException, InterruptedException {
    var list = Scratch.folder("keeper").resolve("ignored");
    Files.writeString(list, NOT_OURS);
    var ignored = IIgnoreList.parseIgnoreList(list.toString(), new IgnoreSchemaList());
    var loader =
        new JdbcPgLoader(new Connector(database), "UTC", settings(), new NullMonitor(), ignored);
    var loaded = loader.loadAndAnalyze();
    if (!loader.getErrors().isEmpty()) {
      throw new IllegalStateException("pgcodekeeper cannot read it all: " + loader.getErrors());
    }
    return loaded;
  }

  /** A mere difference in the order of columns would be a new table to it. */
  private static CoreSettings settings() {
    var settings = new CoreSettings();
    settings.setIgnoreColumnOrder(true);
    settings.setIgnorePrivileges(true);
    settings.setKeepNewlines(true);
    return settings;
  }

  private record Connector(AppDatabase database) implements IJdbcConnector {
    @Override
    public Connection getConnection() {
      return database.connect();
    }

    @Override
    public String getBatchDelimiter() {
      return "";
    }

    @Override
    public String getUrl() {
      return database.database().jdbcUrl();
    }
  }
}
