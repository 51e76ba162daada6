package dev.slipway.engine.file;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.catalog.SchemaSnapshot;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;

/** What a schema was at one moment: its structure, and rows that all belong to that moment. */
final class SourceSnapshot implements AutoCloseable {
  /** Any other level, flag or thread gives other bytes for the same rows. */
  private static final int ZSTD_LEVEL = 1;

  private static final int CHUNK = 1 << 16;

  private final SchemaSnapshot snapshot;
  private final Map<String, Rule> rules;

  private SourceSnapshot(SchemaSnapshot snapshot, Map<String, Rule> rules) {
    this.snapshot = snapshot;
    this.rules = rules;
  }

  static SourceSnapshot take(Sessions source, String schema, RuleSet rules) throws SQLException {
    var resolved = new HashMap<String, Rule>();
    var snapshot =
        SchemaSnapshot.take(
            source,
            schema,
            seen -> {
              resolved.clear();
              resolved.putAll(rules.resolve(seen.tables().stream().map(Table::name).toList()));
              return wanted(seen, resolved, schema);
            });
    return new SourceSnapshot(snapshot, resolved);
  }

  Catalog structure() {
    return snapshot.structure();
  }

  Rule ruleFor(Table table) {
    return rules.getOrDefault(table.name(), Rule.SKIP);
  }

  int postgresMajor() throws SQLException {
    return snapshot.session().getMetaData().getDatabaseMajorVersion();
  }

  RowsEntry copyRows(Table table, int place, Path file) throws SQLException, IOException {
    try (var packed = packed(file);
        var rows = new MeteredRows(packed)) {
      var copy = snapshot.session().unwrap(PGConnection.class).getCopyAPI();
      copy.copyOut(rowsInOrder(table), rows);
      return rows.total(FileEntries.rows(place, table.name()));
    }
  }

  @Override
  public void close() throws SQLException {
    snapshot.close();
  }

  private static Catalog wanted(Catalog seen, Map<String, Rule> rules, String schema) {
    if (seen.tables().isEmpty()) {
      throw new EngineException(FailureCode.TABLE_MISSING, "schema " + schema + " has no tables");
    }
    var names =
        rules.entrySet().stream()
            .filter(it -> it.getValue() != Rule.SKIP)
            .map(Map.Entry::getKey)
            .collect(toSet());
    var wanted = seen.only(names);
    var unfit =
        wanted.tables().stream()
            .filter(it -> !it.kind().holdsRows())
            .map(it -> it.name() + " (" + it.kind() + ")")
            .collect(joining(", "));
    if (!unfit.isEmpty()) {
      throw new EngineException(
          FailureCode.STRUCTURE_UNSUPPORTED,
          "such tables cannot be released yet; give them the rule Skip: " + unfit);
    }
    return wanted;
  }

  private String rowsInOrder(Table table) {
    var columns = table.storedColumns();
    return snapshot.copy(table.name(), columns, RowOrder.of(table.keyColumns(), columns));
  }

  private static OutputStream packed(Path file) throws IOException {
    var packed = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(file), ZSTD_LEVEL);
    packed.setChecksum(true);
    return new BufferedOutputStream(packed, CHUNK);
  }
}
