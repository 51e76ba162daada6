package dev.slipway.engine.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRowsTest {
  private static final RowKey BY_TEXT = new RowKey(List.of(new RowKey.Part(0, false)));

  @TempDir private Path scratch;

  @Test
  void sortsMorePiecesThanItMergesAtOnceAndLeavesNothingBehind() throws IOException {
    var random = new Random(7);
    var texts = IntStream.range(0, 5000).mapToObj(_ -> "" + random.nextInt(3000)).toList();

    var sorted = sorted(texts);

    assertThat(sorted).isEqualTo(texts.stream().sorted().toList());
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void sortsNothing() throws IOException {
    assertThat(sorted(List.of())).isEmpty();
  }

  private List<String> sorted(List<String> texts) throws IOException {
    var text = String.join("", texts.stream().map(it -> it + "\n").toList()).getBytes(UTF_8);
    var source = new FileRows(new ByteArrayInputStream(text), "a test", 1);
    var sorted = new ArrayList<String>();
    try (var rows = SortedRows.of(source, BY_TEXT, 1, scratch, 1000)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        sorted.add(row.text(0));
      }
    }
    return sorted;
  }
}
