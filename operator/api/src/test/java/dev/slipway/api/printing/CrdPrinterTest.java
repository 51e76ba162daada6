package dev.slipway.api.printing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrdPrinterTest {
  @ParameterizedTest
  @ValueSource(strings = {"crds", "helm/slipway/files/crds"})
  void theCommittedCrdsAreWhatTheRecordsSay(String folder) throws IOException {
    var printed = CrdPrinter.print();

    assertThat(committed(Repository.path(folder)))
        .as(folder + " differs from operator/api: run `make crds` and commit what it writes")
        .isEqualTo(printed);
  }

  @Test
  void theSameRecordsGiveTheSameBytes() {
    assertThat(CrdPrinter.print()).isEqualTo(CrdPrinter.print());
  }

  private static Map<String, String> committed(Path crds) throws IOException {
    var files = new TreeMap<String, String>();
    try (var folder = Files.newDirectoryStream(crds)) {
      for (var file : folder) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
