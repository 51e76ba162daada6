package dev.slipway.engine.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.BackedUp.StoredFile;
import java.time.Instant;
import java.util.stream.IntStream;
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

  @Test
  void aBackupOfSixteenClaimsFits() {
    var backup = backup(16, "c".repeat(63));

    var read = ReportJson.read(ReportJson.write(WorkReport.done("it is whole", backup)));

    assertThat(read.result()).isEqualTo(backup);
  }

  @Test
  void filesThatDoNotFitAreLeftToTheManifest() {
    var backup = backup(16, "c".repeat(253));

    var json = ReportJson.write(WorkReport.done("it is whole", backup));

    assertThat(json.length).isLessThanOrEqualTo(ReportJson.MAX_BYTES);
    assertThat(ReportJson.read(json).message()).isEqualTo("it is whole");
    assertThat(ReportJson.read(json).result())
        .isInstanceOfSatisfying(
            BackedUp.class,
            read -> {
              assertThat(read.bytes()).isEqualTo(backup.bytes());
              assertThat(read.files()).hasSizeGreaterThan(5).isSubsetOf(backup.files());
            });
  }

  private static BackedUp backup(int claims, String claim) {
    var files =
        IntStream.range(0, claims)
            .mapToObj(
                it ->
                    new StoredFile("storage-" + claim + it + ".tar.zst", 1L << 40, "f".repeat(64)))
            .toList();
    var noon = Instant.parse("2026-03-04T12:00:00.123456Z");
    return new BackedUp("crm-prod/id", 1L << 44, 1L << 40, files, noon, noon, noon, "17.11", 17);
  }
}
