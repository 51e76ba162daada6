package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.FencingToken;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the rows of a file into the schema of a run, table by table, and knows them again. What is
 * there already is not loaded once more, as long as it is of this file, into these columns, and
 * untouched since.
 */
final class LoadedStages {
  private final TargetSession session;
  private final MigrationFileReader file;
  private final StageSchema schema;
  private final @Nullable FencingToken token;
  private final List<WaitingRows> tables;
  private final Map<String, String> versions = new HashMap<>();

  /**
   * @param session whose connection is in no transaction
   * @param token of the worker; absent: it only looks, and takes turns with nobody
   */
  LoadedStages(
      TargetSession session,
      MigrationFileReader file,
      StageSchema schema,
      @Nullable FencingToken token,
      List<WaitingRows> tables) {
    this.session = session;
    this.file = file;
    this.schema = schema;
    this.token = token;
    this.tables = tables;
  }

  /** Loads what is not there, or no longer as it was. Safe to repeat. */
  void load() throws SQLException, IOException {
    if (tables.isEmpty()) {
      return;
    }
    schema.use(session);
    versions.clear();
    versions.putAll(known());
    for (var table : tables) {
      if (!versions.containsKey(table.place())) {
        load(table);
      }
    }
  }

  /**
   * Keeps all from changing until this transaction is over, and tells whether they are as they were
   * loaded. A server that crashed has emptied them, and so has one that took over from another.
   */
  boolean keep() throws SQLException {
    if (tables.isEmpty()) {
      return true;
    }
    session.run(
        tables.stream()
            .map(WaitingRows::place)
            .collect(joining(", ", "LOCK TABLE ", " IN SHARE MODE")));
    return RowVersions.read(session, versions.keySet()).equals(versions);
  }

  private Map<String, String> known() throws SQLException {
    try (var transaction = begin()) {
      schema.create(session);
      var recorded = recorded();
      var present = RowVersions.read(session, recorded.keySet());
      transaction.commit();
      return recorded.entrySet().stream()
          .filter(it -> it.getValue().equals(present.get(it.getKey())))
          .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  /** Of this file and these columns, and there. */
  private Map<String, String> recorded() throws SQLException {
    var recorded = new HashMap<String, String>();
    var known =
        session.rows(
            "SELECT * FROM %s WHERE to_regclass(stage) IS NOT NULL".formatted(schema.loaded()));
    for (var table : tables) {
      var wanted = description(table);
      known.stream()
          .filter(it -> it.subList(0, wanted.size()).equals(wanted))
          .forEach(it -> recorded.put(table.place(), it.getLast()));
    }
    return recorded;
  }

  private void load(WaitingRows table) throws SQLException, IOException {
    var stage = table.place();
    try (var transaction = begin()) {
      session.run("DELETE FROM %s WHERE stage = ?".formatted(schema.loaded()), stage);
      session.run("DROP TABLE IF EXISTS " + stage);
      table.load(session, file);
      var version = RowVersions.read(session, List.of(stage)).get(stage);
      var row = new ArrayList<>(description(table));
      row.add(version);
      session.run(
          "INSERT INTO %s VALUES (?, ?, ?, ?, ?)".formatted(schema.loaded()), row.toArray());
      transaction.commit();
      versions.put(stage, version);
    }
  }

  private List<String> description(WaitingRows table) {
    var rows = table.packed();
    return List.of(
        table.place(),
        file.digest().toString(),
        rows.entry() + " " + rows.digest(),
        table.columns());
  }

  /** Nothing is lost by not waiting for the disk: after a crash all of it is loaded again. */
  private Transaction begin() throws SQLException {
    var transaction = Transaction.begin(session.connection());
    session.run("SET LOCAL synchronous_commit = off");
    if (token != null) {
      token.hold(session.connection());
    }
    session.prepare();
    return transaction;
  }
}
