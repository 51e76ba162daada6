package dev.slipway.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
interface ObjectStoreContract {
  int SMALL = 1000;
  int LARGE = 35 * 1024 * 1024;

  ObjectStore store();

  @ParameterizedTest
  @ValueSource(ints = {0, SMALL, LARGE})
  default void givesBackWhatWasCompleted(int bytes) throws Exception {
    var content = content(1, bytes);

    put("folder/a key", content);

    assertThat(get("folder/a key")).isEqualTo(content);
    var found = store().find("folder/a key").orElseThrow();
    assertThat(found.key()).isEqualTo("folder/a key");
    assertThat(found.bytes()).isEqualTo(bytes);
    assertThat(found.written()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  default void hidesAnObjectUntilItIsComplete(int bytes) throws Exception {
    try (var sink = store().create("key")) {
      sink.stream().write(content(1, bytes));

      assertThat(store().find("key")).isEmpty();
      assertThat(store().list("")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  default void leavesNothingOfAnObjectThatIsClosedTooEarly(int bytes) throws Exception {
    try (var sink = store().create("key")) {
      sink.stream().write(content(1, bytes));
    }

    assertThat(store().find("key")).isEmpty();
    assertThat(store().list("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  default void neverReplacesAnObject(int bytes) throws Exception {
    put("key", content(1, SMALL));

    var refusal = Failures.codeOf(() -> put("key", content(2, bytes)));

    assertThat(refusal).isEqualTo(FailureCode.OBJECT_EXISTS);
    assertThat(get("key")).isEqualTo(content(1, SMALL));
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  default void letsOneOfTwoWritersWin(int bytes)
      throws ExecutionException, IOException, InterruptedException {
    var start = new CyclicBarrier(2);
    List<Callable<FailureCode>> writers =
        List.of(() -> race(start, content(1, bytes)), () -> race(start, content(2, bytes)));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(writers.getFirst());
      var second = threads.submit(writers.getLast());

      assertThat(List.of(first.get(), second.get()))
          .containsExactlyInAnyOrder(Failures.NONE, FailureCode.OBJECT_EXISTS);
      var winner = first.get() == Failures.NONE ? 1 : 2;
      assertThat(get("key")).isEqualTo(content(winner, bytes));
    }
  }

  @Test
  default void saysThatAnObjectIsMissing() {
    var refusal = Failures.codeOf(() -> get("absent"));

    assertThat(refusal).isEqualTo(FailureCode.OBJECT_MISSING);
    assertThat(store().find("absent")).isEmpty();
  }

  @Test
  default void listsByPrefixInTheOrderOfKeys() throws Exception {
    for (var key : List.of("b/2", "a/ü +%&=", "b/10", "b-alone", "c")) {
      put(key, content(1, 3));
    }

    assertThat(store().list("b/"))
        .extracting(StoredObject::key, StoredObject::bytes)
        .containsExactly(tuple("b/10", 3L), tuple("b/2", 3L));
    assertThat(store().list(""))
        .extracting(StoredObject::key)
        .containsExactly("a/ü +%&=", "b-alone", "b/10", "b/2", "c");
    assertThat(store().list("nothing")).isEmpty();
  }

  @Test
  default void deletesAnObjectThatMayBeGoneAlready() throws Exception {
    put("key", content(1, 3));

    store().delete("key");

    assertThatCode(() -> store().delete("key")).doesNotThrowAnyException();
    assertThat(store().find("key")).isEmpty();
  }

  @Test
  default void passesTheProbeAgainAndAgain() throws Exception {
    var probe = new StoreProbe(store());

    var first = probe.run("uid-1");
    var second = probe.run("uid-1");

    assertThat(first.isNew()).isTrue();
    assertThat(second.isNew()).isFalse();
    assertThat(get(first.key())).asString(UTF_8).contains("uid-1");
  }

  private FailureCode race(CyclicBarrier start, byte[] content)
      throws BrokenBarrierException, IOException, InterruptedException {
    try (var sink = store().create("key")) {
      sink.stream().write(content);
      start.await();
      return Failures.codeOf(sink::complete);
    }
  }

  private void put(String key, byte[] content) throws IOException {
    try (var sink = store().create(key)) {
      sink.stream().write(content);
      sink.complete();
    }
  }

  private byte[] get(String key) throws IOException {
    try (var object = store().read(key)) {
      return object.readAllBytes();
    }
  }

  private static byte[] content(int seed, int bytes) {
    var content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }
}
