package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.MessageRelay;
import dev.slipway.engine.bench.MessageRelay.Deed;
import dev.slipway.engine.bench.MessageRelay.Direction;
import dev.slipway.engine.bench.MessageRelay.Message;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An apply whose line breaks, or falls silent, at any message that client or server send. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
@Timeout(600)
class CutMessagesIT {
  /** A test that reaches fewer than the last time proves less than it says. */
  private static final int KNOWN_MESSAGES = 900;

  private static final int KNOWN_PLACES = 100;

  private static final int KNOWN_AROUND_COMMIT = 18;

  /** As many as an exchange takes. */
  private static final int NEAR = 8;

  /** Nobody waits for an answer to it. */
  private static final char TERMINATE = 'X';

  /** Of those on the way: a number that shares nothing with the length of an exchange. */
  private static final int STRIDE = 7;

  private final PostgresServer server;
  private final AppDatabase source;
  private final AppDatabase pristine;
  @TempDir private Path folder;
  private MigrationFileReader file;

  CutMessagesIT(PostgresInstallation installation) {
    this.server = PostgresServer.shared(installation);
    this.source = AppDatabase.fresh(installation);
    this.pristine = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createApp() {
    PagesAndBlocks.create(source, pristine);
    file = ReleaseFile.overwriting(source, folder, "pages", "blocks", "themes");
  }

  @Test
  void cutOnTheWayItHasDoneNothing() {
    assertThat(course()).hasSizeGreaterThanOrEqualTo(KNOWN_MESSAGES);
    var target = copy();
    var before = target.versions("public");
    var script = new OnTheWay();

    int places = 0;
    while (true) {
      try (var relay = MessageRelay.to(target, script.next())) {
        var outcome = applyThrough(target, relay, places);
        if (!relay.hasStruck()) {
          assertThat(outcome).isEqualTo("Done");
          break;
        }
        places++;
        assertThat(outcome).as("place %s", places).isIn("ConnectionLost", "DatabaseUnreachable");
        assertThat(ledger(target)).isEmpty();
        assertThat(target.versions("public")).isEqualTo(before);
      }
    }

    assertThat(places).isGreaterThanOrEqualTo(KNOWN_PLACES);
    completes(target, places + 1);
  }

  @Test
  void cutAnywhereFromTheLedgersEntryToTheEndItKnowsWhatItHasDone() {
    var course = course();
    int entry = entry(course);
    int places = course.size() - entry + 1;
    assertThat(places).isGreaterThanOrEqualTo(KNOWN_AROUND_COMMIT);

    isConsistentAfter(afterEntry(0, Deed.CUT_BEFORE));
    for (int i = 0; i < places; i += i < KNOWN_AROUND_COMMIT ? 1 : STRIDE) {
      isConsistentAfter(afterEntry(i, Deed.CUT_AFTER));
    }
  }

  @Test
  void betweenCommitAndItsAnswerItIsDoneAndSaysSo() {
    for (var deed : List.of(Deed.CUT_BEFORE, Deed.SWALLOW)) {
      assertThat(isConsistentAfter(answerToCommit(deed))).isEqualTo("Done");
    }
  }

  @Test
  void fallenSilentAnywhereItEndsAllTheSame() throws InterruptedException, ExecutionException {
    var course = course();
    int entry = entry(course);
    var outcomes = new ArrayList<Future<String>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int place : List.of(entry / 4, entry / 2, entry * 3 / 4, entry)) {
        outcomes.add(threads.submit(() -> isConsistentAfter(at(place, Deed.SWALLOW))));
      }
      for (int i = 0; i <= KNOWN_AROUND_COMMIT; i += 4) {
        int place = i;
        outcomes.add(threads.submit(() -> isConsistentAfter(afterEntry(place, Deed.SWALLOW))));
        outcomes.add(threads.submit(() -> isConsistentAfter(afterEntry(place, Deed.FREEZE))));
      }
    }

    for (var outcome : outcomes) {
      assertThat(outcome.get()).isIn("Done", "ConnectionLost");
    }
    assertThat(outcomes).anyMatch(it -> it.resultNow().equals("Done"));
    assertThat(outcomes).anyMatch(it -> it.resultNow().equals("ConnectionLost"));
  }

  /**
   * The answer is what the ledger says, the next worker makes it complete, and none does it twice.
   */
  private String isConsistentAfter(MessageRelay.Script script) {
    var target = copy();
    var before = target.versions("public");
    var outcome = applyThrough(target, script, 1);
    boolean isDone = !ledger(target).isEmpty();
    var after = target.versions("public");
    assertThat(outcome).isEqualTo(isDone ? "Done" : "ConnectionLost");
    if (!isDone) {
      assertThat(after).isEqualTo(before);
    }

    completes(target, 2);
    if (isDone) {
      assertThat(target.versions("public")).isEqualTo(after);
    }
    return outcome;
  }

  private void completes(AppDatabase target, int attempt) {
    Releases.migration(target).apply(file, Releases.order(target, attempt));
    assertThat(target.rows("public")).isEqualTo(source.rows("public"));
    assertThat(ledger(target)).hasSize(1);
  }

  /** All messages of an apply that nobody disturbs. */
  private List<Message> course() {
    var target = copy();
    try (var relay = MessageRelay.to(target, _ -> Deed.PASS)) {
      assertThat(applyThrough(target, relay, 1)).isEqualTo("Done");
      return relay.seen().stream().filter(it -> it.type() != TERMINATE).toList();
    }
  }

  private String applyThrough(AppDatabase target, MessageRelay.Script script, int attempt) {
    try (var relay = MessageRelay.to(target, script)) {
      var outcome = applyThrough(target, relay, attempt);
      assertThat(relay.hasStruck()).isTrue();
      return outcome;
    }
  }

  private String applyThrough(AppDatabase target, MessageRelay relay, int attempt) {
    var throughRelay = target.reachedBy(relay.port());
    try {
      Releases.migration(throughRelay).apply(file, Releases.order(target, attempt));
      return "Done";
    } catch (EngineException e) {
      if (e.code().exitCode() != ExitCode.ENVIRONMENT) {
        throw e;
      }
      return e.code().reason();
    }
  }

  private synchronized AppDatabase copy() {
    return pristine.copied(server);
  }

  private static List<String> ledger(AppDatabase target) {
    return target.values("SELECT digest FROM slipway.ledger");
  }

  private static MessageRelay.Script at(int place, Deed deed) {
    return it -> it.number() == place ? deed : Deed.PASS;
  }

  /** By what goes before it, since two runs need not have the same number of messages. */
  private static MessageRelay.Script afterEntry(int place, Deed deed) {
    var since = new AtomicInteger(-1);
    return it -> {
      if (isEntry(it) || since.get() >= 0) {
        return since.incrementAndGet() == place ? deed : Deed.PASS;
      }
      return Deed.PASS;
    };
  }

  private static MessageRelay.Script answerToCommit(Deed deed) {
    var entered = new AtomicInteger();
    return it -> {
      if (isEntry(it) || (entered.get() == 1 && it.sql().equals("COMMIT"))) {
        entered.incrementAndGet();
      }
      return entered.get() == 2 && it.direction() == Direction.TO_CLIENT ? deed : Deed.PASS;
    };
  }

  private static boolean isEntry(Message message) {
    return message.sql().contains("INSERT INTO slipway.ledger");
  }

  private static int entry(List<Message> course) {
    return course.stream().filter(CutMessagesIT::isEntry).findFirst().orElseThrow().number();
  }

  /**
   * Cuts once in each run, each time later, up to the ledger's entry: at every message where locks
   * are taken or what they protect is read, and elsewhere now and then.
   */
  private static final class OnTheWay {
    private int last;

    MessageRelay.Script next() {
      var near = new AtomicInteger(0);
      var isOver = new AtomicBoolean();
      return it -> {
        isOver.compareAndSet(false, isEntry(it));
        if (it.sql().matches("(?s)BEGIN|LOCK TABLE.*|.*slipway\\..*|.*pg_advisory_xact_lock.*")) {
          near.set(NEAR);
        }
        boolean isDue = near.getAndDecrement() > 0 || it.number() >= last + STRIDE;
        if (isOver.get() || it.number() <= last || !isDue) {
          return Deed.PASS;
        }
        last = it.number();
        return Deed.CUT_AFTER;
      };
    }
  }
}
