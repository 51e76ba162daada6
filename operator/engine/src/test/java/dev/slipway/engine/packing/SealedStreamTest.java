package dev.slipway.engine.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.packing.SealedInput.SealedToOthers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed comes back as it was, to those it was sealed to, or not at all. */
class SealedStreamTest {
  private static final int CHUNK = 64 * 1024;

  private final AgeKey key = AgeKey.fresh();
  private final AgeKey other = AgeKey.fresh();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7})
  void givesBackWhatWasSealed(int length) throws IOException {
    var clear = bytes(length);

    assertThat(open(seal(clear, key), key.identities())).isEqualTo(clear);
  }

  @Test
  void opensWithAnyIdentityOfAnyRecipient() throws IOException {
    var clear = bytes(CHUNK);
    var sealed = seal(clear, key, other);
    var stranger = AgeKey.fresh();
    var several =
        Identities.parse(
            stranger.identity() + "\n" + other.identity() + "\n" + AgeKey.fresh().identity());

    assertThat(open(sealed, key.identities())).isEqualTo(clear);
    assertThat(open(sealed, other.identities())).isEqualTo(clear);
    assertThat(open(sealed, several)).isEqualTo(clear);
    assertThatThrownBy(() -> open(sealed, stranger.identities()))
        .isInstanceOf(SealedToOthers.class);
  }

  @Test
  void sealsTheSameDifferentlyEachTime() throws IOException {
    assertThat(seal(bytes(100), key)).isNotEqualTo(seal(bytes(100), key));
  }

  @Test
  void noticesEveryFlippedBitOfTheHeaderAndOfTheEdgesOfChunks() throws IOException {
    var sealed = seal(bytes(2 * CHUNK + 100), key);
    int header = sealed.length - (2 * CHUNK + 100) - 3 * SealedChunks.TAG_BYTES;
    var edges =
        IntStream.of(0, 1, CHUNK, CHUNK + 15, CHUNK + 16, 2 * CHUNK + 31, 2 * CHUNK + 32)
            .map(it -> header + it);

    for (int at : IntStream.concat(IntStream.range(0, header), edges).toArray()) {
      var flipped = sealed.clone();
      flipped[at] ^= 1;
      assertThatThrownBy(() -> open(flipped, key.identities()))
          .as("byte %s of %s", at, sealed.length)
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, CHUNK, 2 * CHUNK, 2 * CHUNK + 1})
  void noticesEveryCut(int length) throws IOException {
    var sealed = seal(bytes(length), key);
    int payload = sealed.length - length - (length + CHUNK - 1) / CHUNK * SealedChunks.TAG_BYTES;
    int chunk = SealedChunks.SEALED_BYTES;
    var cuts =
        IntStream.of(
                0,
                1,
                payload - 1,
                payload,
                payload + 1,
                payload + 16,
                payload + chunk - 1,
                payload + chunk,
                payload + chunk + 1,
                sealed.length - 17,
                sealed.length - 16,
                sealed.length - 1)
            .filter(it -> it < sealed.length);

    for (int cut : cuts.toArray()) {
      assertThatThrownBy(() -> open(Arrays.copyOf(sealed, cut), key.identities()))
          .as("cut at %s of %s", cut, sealed.length)
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, CHUNK, 2 * CHUNK})
  void noticesWhatIsAppended(int length) throws IOException {
    var sealed = seal(bytes(length), key);

    for (int more : new int[] {1, 16, 17, SealedChunks.SEALED_BYTES}) {
      assertThatThrownBy(() -> open(Arrays.copyOf(sealed, sealed.length + more), key.identities()))
          .as("%s more", more)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void noticesChunksThatAreSwappedOrLeftOut() throws IOException {
    var sealed = seal(bytes(3 * CHUNK), key);
    int chunk = SealedChunks.SEALED_BYTES;
    int payload = sealed.length - 3 * chunk;
    var swapped = sealed.clone();
    System.arraycopy(sealed, payload, swapped, payload + chunk, chunk);
    System.arraycopy(sealed, payload + chunk, swapped, payload, chunk);
    var shorter = Arrays.copyOf(sealed, sealed.length - chunk);
    System.arraycopy(sealed, payload + 2 * chunk, shorter, payload + chunk, chunk);

    assertThatThrownBy(() -> open(swapped, key.identities())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> open(shorter, key.identities())).isInstanceOf(IOException.class);
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] seal(byte[] clear, AgeKey... keys) throws IOException {
    var sealed = new ByteArrayOutputStream();
    try (var out = new SealedOutput(sealed, AgeKey.sealing(keys))) {
      // in pieces that fit no chunk
      for (int at = 0; at < clear.length; at += 10_007) {
        out.write(clear, at, Math.min(10_007, clear.length - at));
      }
    }
    return sealed.toByteArray();
  }

  private static byte[] open(byte[] sealed, Identities identities) throws IOException {
    try (var in = new SealedInput(new ByteArrayInputStream(sealed), identities)) {
      return in.readAllBytes();
    }
  }
}
