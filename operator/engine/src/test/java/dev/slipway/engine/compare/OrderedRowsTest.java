package dev.slipway.engine.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedRowsTest {
  private static final RowKey BY_TEXT = new RowKey(List.of(new RowKey.Part(0, false)));

  @Test
  void refusesRowsThatAreNotInOrder() throws IOException {
    var rows = rows("a\nc\nb\n", false);
    rows.advance();

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(rows::advance)
        .withMessageContaining("in the order")
        .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.FILE_DAMAGED));
  }

  @Test
  void refusesTheSameKeyTwiceWhereKeysAreDistinct() throws IOException {
    var multiset = rows("a\na\n", false);
    multiset.advance();

    assertThat(multiset.current()).isNotNull();
    assertThatExceptionOfType(EngineException.class).isThrownBy(rows("a\na\n", true)::advance);
  }

  @Test
  void refusesARowWithoutAnEndAndOneOfOtherValues() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> rows("a", false))
        .withMessageContaining("cut off");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> rows("a\tb\n", false))
        .withMessageContaining("values");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> rows("a".repeat(17 << 20) + "\n", false))
        .withMessageContaining("longer");
  }

  private static OrderedRows rows(String text, boolean distinct) throws IOException {
    var source = new FileRows(new ByteArrayInputStream(text.getBytes(UTF_8)), "a test", 1);
    return new OrderedRows(source, BY_TEXT, distinct, "a test");
  }
}
