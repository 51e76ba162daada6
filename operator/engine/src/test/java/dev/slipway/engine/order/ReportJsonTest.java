package dev.slipway.engine.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {
  @Test
  void whatIsWrittenIsReadBack() {
    var report = WorkReport.failed(FailureCode.ORDER_MISSING, "there is no order");

    var read = ReportJson.read(ReportJson.write(report));

    assertThat(read).isEqualTo(report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ü", "\"", "\u0001", "🚢"})
  void aLongMessageIsCutToWhatTheKubeletKeeps(String letter) {
    var report = WorkReport.failed(FailureCode.ORDER_MISSING, letter.repeat(5000));

    var json = ReportJson.write(report);

    assertThat(json.length).isBetween(1000, ReportJson.MAX_BYTES);
    assertThat(ReportJson.read(json).message()).startsWith(letter).endsWith("(cut)");
    assertThat(ReportJson.read(json).reason()).isEqualTo("OrderMissing");
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() {
    var json =
        """
        {"formatVersion": 1, "version": "9", "outcome": "Done", "message": "", "fuel": 3}""";

    assertThat(ReportJson.read(json.getBytes(UTF_8)).outcome()).isEqualTo(Outcome.DONE);
  }
}
