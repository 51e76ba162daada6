package dev.slipway.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.ledger.LedgerHistory;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.order.RecordOrder;
import dev.slipway.engine.order.Recorded;
import dev.slipway.engine.order.ReleaseRecord;
import dev.slipway.engine.order.ReleaseRecord.Committed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of a release. Marks come first: a record that says so is of no use to anybody
 * who goes by them.
 */
record RecordWork(RecordOrder order, ProgressSink progress) {
  private static final ObjectMapper JSON = new ObjectMapper();

  WorkReport carryOut() {
    var environment = order.step().environment();
    try (var store = new ReleasesStore(order.releases(), progress)) {
      var marks = store.marks(environment);
      int withdrawn = order.withdrawn() == null ? 0 : marks.withdraw(order.withdrawn());
      var mark = order.validated() == null ? null : marks.put(order.validated());
      var location = store.put(environment, completed());
      return WorkReport.done(
          "the release record is at " + location, new Recorded(location, mark, withdrawn));
    }
  }

  private ReleaseRecord completed() {
    var database = order.database();
    if (database == null) {
      return order.record();
    }
    try {
      return order.record().with(committed(database), null);
    } catch (EngineException e) {
      return order.record().with(List.of(), e.getMessage());
    }
  }

  private List<Committed> committed(DatabaseAccess database) {
    var sessions = new Sessions(Credentials.login(database));
    try (var session = sessions.open()) {
      return LedgerHistory.ofRun(session, order.step().run()).stream()
          .map(RecordWork::inShort)
          .toList();
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** Of what the ledger keeps, only what people ask for. */
  private static Committed inShort(LedgerHistory.Committed committed) {
    var entry = committed.entry();
    var report = json(entry.report());
    return new Committed(
        entry.step(),
        entry.digest(),
        entry.token(),
        committed.at(),
        part(report, "ddl"),
        part(report, "tables"));
  }

  private static @Nullable JsonNode part(@Nullable JsonNode report, String name) {
    var part = report == null ? null : report.get(name);
    return part != null && part.isArray() ? part : null;
  }

  private static @Nullable JsonNode json(String report) {
    try {
      return JSON.readTree(report);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
