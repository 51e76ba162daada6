package dev.slipway.engine.merge;

import static dev.slipway.engine.merge.MergeBench.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.WrittenFile;
import dev.slipway.engine.file.WrittenFile.Content;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files with a flipped byte, before they are joined and after. */
class DamagedMergeTest {
  /** No multiple of a block, so that each part of a header is hit in one entry or another. */
  private static final int STRIDE = 7;

  private final MergeBench bench =
      new MergeBench("{name: sample, tables: [{table: pages, rule: Overwrite, merged: Upsert}]}");
  private final Path base = file(pages("a\tx", "b\tx", "c\tx"));
  private final Path one = file(pages("b\tx", "c\tx"));
  private final Path other = file(pages("a\tx", "b\tx", "c\tother"));
  private final Path damaged = Scratch.folder("damaged").resolve("damaged");

  @Test
  void aDamagedSourceIsRefusedOrBringsWhatItDid() throws IOException {
    var whole = Files.readAllBytes(other);
    var expected = WrittenFile.rows(bench.merged(base, one, other), "pages");
    int refused = 0;
    for (int offset = 0; offset < whole.length; offset += STRIDE) {
      write(whole, offset);

      var failure = catchThrowable(() -> bench.merged(base, one, damaged));

      if (failure == null) {
        assertThat(WrittenFile.rows(bench.merged(base, one, damaged), "pages"))
            .as("flipped at %s", offset)
            .isEqualTo(expected);
      } else {
        assertRefused(failure, offset);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void keysOfRowsThatAreToGoCannotBecomeOthers() throws IOException {
    var joined = bench.merged(base, one, other);
    var whole = Files.readAllBytes(joined);
    assertThat(WrittenFile.removed(joined, "pages")).containsExactly("a");
    int refused = 0;
    for (int offset = 0; offset < whole.length; offset += STRIDE) {
      write(whole, offset);

      var failure =
          catchThrowable(
              () -> assertThat(WrittenFile.removed(damaged, "pages")).containsExactly("a"));

      if (failure != null) {
        assertRefused(failure, offset);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private void write(byte[] whole, int offset) throws IOException {
    var flipped = whole.clone();
    flipped[offset] ^= 1;
    Files.write(damaged, flipped);
  }

  private static void assertRefused(Throwable failure, int offset) {
    assertThat(failure)
        .as("flipped at %s", offset)
        .isInstanceOfSatisfying(
            EngineException.class,
            it ->
                assertThat(it.code())
                    .isIn(
                        FailureCode.FILE_DAMAGED,
                        FailureCode.ORDER_INVALID,
                        FailureCode.LINEAGE_DIFFERS,
                        FailureCode.FORMAT_UNKNOWN));
  }

  private static Content pages(String... rows) {
    return Content.of(Tables.keyed("pages", "name text", "title text"), List.of(rows));
  }
}
