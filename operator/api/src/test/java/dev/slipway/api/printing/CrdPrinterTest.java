package dev.slipway.api.printing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrdPrinterTest {
  private static final Path COMMITTED =
      Path.of(System.getProperty("slipway.repository")).resolve("crds");

  @Test
  void theCommittedCrdsAreWhatTheRecordsSay() throws IOException {
    var printed = CrdPrinter.print();

    assertThat(committed())
        .as("crds/ differs from operator/api: run `make crds` and commit what it writes")
        .isEqualTo(printed);
  }

  @Test
  void theSameRecordsGiveTheSameBytes() {
    assertThat(CrdPrinter.print()).isEqualTo(CrdPrinter.print());
  }

  private static Map<String, String> committed() throws IOException {
    var files = new TreeMap<String, String>();
    try (var folder = Files.newDirectoryStream(COMMITTED)) {
      for (var file : folder) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
