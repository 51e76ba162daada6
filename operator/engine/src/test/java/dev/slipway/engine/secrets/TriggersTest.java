package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private static final List<String> LITERALS = List.of("ab", "abc", "bcd", "cdef", "aaaaaa");

  private final Triggers triggers =
      new Triggers(LITERALS.stream().map(it -> Trigger.anywhere(it, Trigger.Layer.NAME)).toList());

  @Test
  void findsWhatANaiveSearchFinds() {
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      var text = text(random, random.nextInt(24));
      var around = ("ab" + text + "cdef").getBytes(ISO_8859_1);

      assertThat(found(around, 2, around.length - 4))
          .as(text)
          .containsExactlyInAnyOrderElementsOf(naive(text));
    }
  }

  @Test
  void asksForTheRestToFit() {
    var only =
        new Triggers(List.of(Trigger.before("sk-", ByteSet.of("0-9"), 4, Trigger.Layer.NAME)));

    assertThat(only.anyIn(bytes("x sk-1234"), 0, 9)).isTrue();
    assertThat(only.anyIn(bytes("x sk-123x"), 0, 9)).isFalse();
    assertThat(only.anyIn(bytes("x sk-1234"), 0, 8)).isFalse();
  }

  private List<String> found(byte[] text, int from, int to) {
    var found = new ArrayList<String>();
    triggers.search(
        text,
        from,
        to,
        (trigger, at) -> found.add(at - from + new String(trigger.literal, ISO_8859_1)));
    return found;
  }

  private static List<String> naive(String text) {
    var found = new ArrayList<String>();
    for (var literal : LITERALS) {
      for (int at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
        found.add(at + literal);
      }
    }
    return found;
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aaabcdef\u00ff".charAt(random.nextInt(9)));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
