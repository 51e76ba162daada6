package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineFeedsTest {
  private static final byte[] LIKE_ONE = {'\n', '\n' - 1, '\n' + 1, '\n' - 128, 0, -1, 127, 'x'};

  private final Random random = new Random(5);

  @Test
  void findsAndCountsWhatIsThereWhereverAPieceBeginsAndEnds() {
    for (int i = 0; i < 20_000; i++) {
      var text = text(random.nextInt(60), 1 + random.nextInt(LIKE_ONE.length));
      int from = random.nextInt(text.length + 1);
      int to = from + random.nextInt(text.length - from + 1);

      var places = IntStream.range(from, to).filter(it -> text[it] == '\n').toArray();

      assertThat(LineFeeds.count(text, from, to)).isEqualTo(places.length);
      assertThat(LineFeeds.first(text, from, to)).isEqualTo(places.length == 0 ? to : places[0]);
    }
  }

  /** Of a few kinds of bytes in a row, which may leave out the line feed. */
  private byte[] text(int length, int kinds) {
    int firstKind = random.nextInt(LIKE_ONE.length);
    var text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = LIKE_ONE[(firstKind + random.nextInt(kinds)) % LIKE_ONE.length];
    }
    return text;
  }
}
