package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
  @Test
  void reportsThatThereIsNoOrder(@TempDir Path folder) throws IOException {
    var written = folder.resolve("report");

    var exit =
        new Worker(folder.resolve("order.json"), written, System.out, Clock.systemUTC()).run();

    var report = ReportJson.read(Files.readAllBytes(written));
    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.reason()).isEqualTo("OrderMissing");
    assertThat(report.version()).isEqualTo(SlipwayVersion.current());
  }

  @Test
  void refusesAnOrderThatItDoesNotKnow(@TempDir Path folder) throws IOException {
    var order = Files.writeString(folder.resolve("order.json"), "{\"kind\": \"Fly\"}");
    var written = folder.resolve("report");

    var exit = new Worker(order, written, System.out, Clock.systemUTC()).run();

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(ReportJson.read(Files.readAllBytes(written)).reason()).isEqualTo("OrderInvalid");
  }

  @Test
  void reportsABugWithoutRepeatingWhatItSays(@TempDir Path folder) throws IOException {
    var withoutDatabase = "{\"kind\": \"Fence\", \"formatVersion\": 1, \"raised\": true}";
    var order = Files.writeString(folder.resolve("order.json"), withoutDatabase);
    var written = folder.resolve("report");

    var exit = new Worker(order, written, System.out, Clock.systemUTC()).run();

    var report = ReportJson.read(Files.readAllBytes(written));
    assertThat(exit).isEqualTo(ExitCode.BUG);
    assertThat(report.reason()).isEqualTo("InternalError");
    assertThat(report.message()).isEqualTo("this is a bug: please report it with the pod's log");
  }
}
