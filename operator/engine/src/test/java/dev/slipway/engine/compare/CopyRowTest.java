package dev.slipway.engine.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.engine.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyRowTest {
  @Test
  void readsWhatIsEscapedAndWhatIsNull() {
    var row = row("a\\tb\\nc\\\\N\\b\\f\\r\\v\t\\N\t\t\\\\N", 4);

    assertThat(row.text(0)).isEqualTo("a\tb\nc\\N\b\f\r\u000b");
    assertThat(row.value(1)).isNull();
    assertThat(row.text(2)).isEmpty();
    assertThat(row.text(3)).isEqualTo("\\N");
  }

  @Test
  void ordersValuesByTheBytesTheyMeanAndNullsLast() {
    assertThat(row("a\\tb", 1).compare(0, row("a b", 1))).isNegative();
    assertThat(row("\\\\", 1).compare(0, row("]", 1))).isNegative();
    assertThat(row("\\\\", 1).compare(0, row("[", 1))).isPositive();
    assertThat(row("é", 1).compare(0, row("z", 1))).isPositive();
    assertThat(row("\uffff", 1).compare(0, row("😀", 1))).isNegative();
    assertThat(row("\\N", 1).compare(0, row("😀", 1))).isPositive();
    assertThat(row("\\N", 1).compare(0, row("\\N", 1))).isZero();
    assertThat(row("", 1).compare(0, row("a", 1))).isNegative();
  }

  @Test
  void ordersNumbersByWhatTheyAreAndNullsLast() {
    var numbers =
        List.of("-9223372036854775808", "-10", "-9", "0", "9", "10", "9223372036854775807", "\\N");

    for (int i = 0; i < numbers.size(); i++) {
      for (int j = 0; j < numbers.size(); j++) {
        assertThat(row(numbers.get(i), 1).compareNumbers(0, row(numbers.get(j), 1)))
            .isEqualTo(Integer.compare(i, j));
      }
    }
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> row("1x", 1).compareNumbers(0, row("1", 1)));
  }

  @Test
  void takesColumnsInAnotherOrder() {
    var row = row("\tb\\tb\t\\N", 3);

    assertThat(row.projected(new int[] {2, 0, 1}).isSameAs(row("\\N\t\tb\\tb", 3))).isTrue();
    assertThat(row.projected(new int[] {}).isSameAs(row("", 0))).isTrue();
  }

  @Test
  void knowsWhenValuesAreMissingOrTooMany() {
    assertThat(row("a\tb", 2).isComplete()).isTrue();
    assertThat(row("a", 2).isComplete()).isFalse();
    assertThat(row("a\tb\tc", 2).isComplete()).isFalse();
    assertThat(row("", 1).isComplete()).isTrue();
    assertThat(row("", 0).isComplete()).isTrue();
    assertThat(row("a", 0).isComplete()).isFalse();
  }

  private static CopyRow row(String text, int columns) {
    var bytes = text.getBytes(UTF_8);
    return new CopyRow(bytes, bytes.length, columns);
  }
}
