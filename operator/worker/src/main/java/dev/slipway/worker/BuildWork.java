package dev.slipway.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.order.BuildOrder;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.engine.rules.TablePattern;
import dev.slipway.engine.storage.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a migration file into the releases store. Done again, it finds the file there: equal
 * content has equal bytes.
 */
record BuildWork(BuildOrder order, ProgressSink progress) {
  WorkReport carryOut() {
    var rules = rules();
    var app = new KnownApp(order.app());
    var sessions = new Sessions(Credentials.login(order.database()));
    try (var scratch = TemporaryFolder.create();
        var store = new ReleasesStore(order.releases(), progress)) {
      var built =
          MigrationFileBuilder.build(
              sessions,
              new BuildRequest(order.database().schema(), rules, app.preset(), app.naming()),
              scratch.path(),
              progress);
      store.put(built);
      var result = result(built);
      return WorkReport.done("the migration file " + result.file() + " is in its store", result);
    }
  }

  private RuleSet rules() {
    return RuleParser.parse(present(order.rules())).withholding(withheld());
  }

  /** A plan without rules has the defaults. */
  private static JsonNode present(@Nullable JsonNode rules) {
    return rules == null ? MissingNode.getInstance() : rules;
  }

  private List<TablePattern> withheld() {
    return order.withheld().stream().map(TablePattern::new).toList();
  }

  private static Built result(BuiltFile built) {
    var rows =
        built.manifest().tables().stream().map(TableEntry::rows).filter(Objects::nonNull).toList();
    try {
      return new Built(
          built.digest().toString(),
          Files.size(built.path()),
          rows.size(),
          rows.stream().mapToLong(RowsEntry::count).sum());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
