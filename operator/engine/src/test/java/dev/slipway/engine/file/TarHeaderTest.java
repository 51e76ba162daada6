package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarHeaderTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 511, 512, 0_77777777777L, 0_100000000000L, 1L << 50})
  void othersReadTheSameEntry(long size) throws IOException {
    var header = new TarHeader("rows/1-pages.copy.zst", size);

    var entry = read(header);

    assertThat(entry.getName()).isEqualTo(header.name());
    assertThat(entry.getSize()).isEqualTo(size);
    assertThat(entry.getMode()).isEqualTo(0644);
    assertThat(entry.getLastModifiedTime().toMillis()).isZero();
    assertThat(entry.isFile()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 511, 512, 0_77777777777L, 0_100000000000L, 1L << 50})
  void itKnowsWhatItWrote(long size) {
    var header = new TarHeader("manifest.json", size);

    var block = header.toBlock();

    assertThat(TarHeader.sizeIn(block)).isEqualTo(size);
    assertThat(header.isWrittenAs(block)).isTrue();
  }

  private static TarArchiveEntry read(TarHeader header) throws IOException {
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(header.toBlock()))) {
      return tar.getNextEntry();
    }
  }
}
