package dev.slipway.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
  @Test
  void agreesWithTheDecoderOfTheJdkOnRandomBytesCutAnywhere() {
    var random = new Random(7);
    int valid = 0;
    for (int i = 0; i < 200_000; i++) {
      var bytes = randomBytes(random);
      var expected = isUtf8(bytes);
      valid += expected ? 1 : 0;

      assertThat(passes(bytes, random.nextInt(bytes.length + 1))).isEqualTo(expected);
    }
    assertThat(valid).isBetween(10_000, 190_000);
  }

  private static boolean passes(byte[] bytes, int cut) {
    var check = new Utf8Check();
    return check.passes(bytes, 0, cut)
        && check.passes(bytes, cut, bytes.length - cut)
        && check.isComplete();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Real characters of every length, of which one byte is spoiled as often as not. */
  private static byte[] randomBytes(Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      int character = random.nextInt(1 << (5 + random.nextInt(17)));
      if (Character.isValidCodePoint(character)
          && !(character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)) {
        text.appendCodePoint(character);
      }
    }
    var bytes = text.toString().getBytes(UTF_8);
    if (bytes.length > 0 && random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
