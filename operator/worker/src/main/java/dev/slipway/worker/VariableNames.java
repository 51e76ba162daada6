package dev.slipway.worker;

import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.preset.AppVariables;
import dev.slipway.engine.secrets.MissingVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of an app's variables: of those in its database, and of those in its ConfigMaps and
 * Secrets.
 */
record VariableNames(DatabaseAccess database, AppKnowledge app, List<String> folders) {
  /** As many as a report has room for. */
  private static final int NAMED = 32;

  /** The first of those that are not there; empty where nobody can tell which are. */
  Optional<List<String>> missing(Collection<String> wanted) {
    var known = new KnownApp(app);
    var tells = known.preset().facts().variables().sql() != null;
    if (!tells && folders.isEmpty()) {
      return Optional.empty();
    }
    var inDatabase = tells && !wanted.isEmpty() ? inDatabase(known) : Set.<String>of();
    return Optional.of(
        MissingVariables.of(wanted, inDatabase, inFolders()).stream().limit(NAMED).toList());
  }

  private Set<String> inDatabase(KnownApp known) {
    var sessions = new Sessions(Credentials.login(database));
    try (var session = sessions.open()) {
      return AppVariables.read(session, database.schema(), known.preset(), known.naming());
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  private Set<String> inFolders() {
    var names = new TreeSet<String>();
    folders.forEach(folder -> names.addAll(files(Path.of(folder))));
    return names;
  }

  /** Those that begin with a dot are the kubelet's. */
  private static List<String> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> !it.startsWith("."))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
