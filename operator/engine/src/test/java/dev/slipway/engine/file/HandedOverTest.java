package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HandedOverTest {
  @Test
  void everyByteArrivesInItsPlace() throws IOException {
    var random = new Random(3);
    var expected = new ByteArrayOutputStream();
    var arrived = new ByteArrayOutputStream();

    try (var out = new HandedOver(arrived)) {
      for (int i = 0; i < 400; i++) {
        var bytes = new byte[random.nextInt(i % 50 == 0 ? 200_000 : 500)];
        random.nextBytes(bytes);
        out.write(bytes);
        out.write(i);
        expected.write(bytes);
        expected.write(i);
      }
    }

    assertThat(arrived.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void nothingIsLostHoweverTheThreadsMeetAtTheEnd() throws IOException {
    var bytes = new byte[11 << 15];

    for (int i = 0; i < 3000; i++) {
      var arrived = new AtomicLong();
      try (var out = new HandedOver(counting(arrived))) {
        out.write(bytes);
      }
      assertThat(arrived).hasValue(bytes.length);
    }
  }

  @Test
  void aStreamThatNothingIsWrittenToStaysEmpty() throws IOException {
    var arrived = new ByteArrayOutputStream();

    var out = new HandedOver(arrived);
    out.close();
    out.close();

    assertThat(arrived.size()).isZero();
  }

  @Test
  void whatFailsBehindFailsTheWriterAndNobodyWaitsForEver() {
    var full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("no space left");
          }
        };

    assertThatThrownBy(
            () -> {
              try (var out = new HandedOver(full)) {
                for (int i = 0; i < 100; i++) {
                  out.write(new byte[1 << 16]);
                }
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no space left");
  }

  @Test
  void aFailureAtTheVeryEndIsToldAsWell() {
    var failing =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new IllegalArgumentException("at the end");
          }
        };

    assertThatThrownBy(
            () -> {
              try (var out = new HandedOver(failing)) {
                out.write(1);
              }
            })
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OutputStream counting(AtomicLong arrived) {
    return new OutputStream() {
      @Override
      public void write(int value) {
        arrived.incrementAndGet();
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        arrived.addAndGet(length);
      }
    };
  }
}
