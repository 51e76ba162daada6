package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.engine.order.ReleaseRecord;
import dev.slipway.engine.order.ReleaseRecord.Committed;
import dev.slipway.engine.order.ReleaseRecord.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release record as people read it in a terminal: its steps in their order, then the SQL. */
final class RecordLog {
  private final StringBuilder text = new StringBuilder();

  private RecordLog() {}

  static byte[] of(ReleaseRecord record) {
    var log = new RecordLog();
    log.write(record);
    return log.text.toString().getBytes(UTF_8);
  }

  private void write(ReleaseRecord record) {
    line(
        "release %s, run %s, into %s".formatted(record.plan(), record.run(), record.environment()));
    line("file %s, from %s".formatted(record.file(), record.source()));
    record.steps().forEach(this::step);
    line(
        "%s  %s: %s".formatted(record.finishedAt(), record.outcome(), inOneLine(record.message())));
    record.committed().forEach(this::transaction);
    if (record.committedUnknown() != null) {
      line("-- the target's ledger was not read: " + inOneLine(record.committedUnknown()));
    }
  }

  private void step(Step step) {
    line(
        "%s  %s %s: %s"
            .formatted(time(step.startedAt()), step.name(), step.state(), inOneLine(step.note())));
  }

  private void transaction(Committed done) {
    line("");
    line("-- %s of %s, committed %s".formatted(done.step(), done.digest(), done.at()));
    for (var statement : all(done.statements())) {
      line(statement.path("sql").asText() + ";");
    }
    for (var table : all(done.tables())) {
      line(
          "-- %s: %s rows added, %s changed, %s removed, %s kept"
              .formatted(
                  table.path("table").asText(),
                  table.path("added").asLong(),
                  table.path("changed").asLong(),
                  table.path("removed").asLong(),
                  table.path("kept").asLong()));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static Iterable<JsonNode> all(@Nullable JsonNode list) {
    return list == null ? List.of() : list;
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "-" : at.toString();
  }

  private static String inOneLine(@Nullable String words) {
    return words == null ? "" : words.replaceAll("\\s+", " ");
  }
}
