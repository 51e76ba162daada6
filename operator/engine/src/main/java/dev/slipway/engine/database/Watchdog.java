package dev.slipway.engine.database;

import dev.slipway.engine.database.BackendProbe.Sight;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gives up a session that waits in vain. Where no byte comes for some seconds it looks from beside:
 * a server that works on our statement is left to it, however long that takes; one that is gone,
 * that cannot be reached, or that waits for us as we wait for it, is not.
 */
final class Watchdog {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_TO_KEEP_UP = 3;

  /** Until the first look. */
  private static final Duration CALM = Duration.ofSeconds(2);

  /** How long the server has to look lost. */
  private static final Duration CERTAINTY = Duration.ofSeconds(5);

  /** Of a server that took the connection and does not let us in. */
  private static final Duration LOGIN = Duration.ofSeconds(15);

  private volatile @Nullable WatchedSocket socket;
  private volatile @Nullable BackendProbe probe;
  private @Nullable Sight suspected;
  private long suspectedSince;

  /** The driver may try more than one address: the last one counts. */
  void watch(WatchedSocket created) {
    socket = created;
    Thread.ofVirtual().name("watchdog").start(() -> watchUntilClosed(created));
  }

  /** From now on the server can be asked. */
  void lookWith(BackendProbe.SessionSource sessions, BackendProbe.Backend backend) {
    probe = new BackendProbe(sessions, backend);
  }

  private void watchUntilClosed(WatchedSocket watched) {
    int ticks = 0;
    while (!watched.isClosed()) {
      LockSupport.parkNanos(TICK.toNanos());
      if (++ticks % TICKS_TO_KEEP_UP == 0) {
        watched.keepUp();
      }
      watchOnce(watched);
    }
    watched.forget();
    if (probe != null && watched == socket) {
      probe.close();
    }
  }

  private void watchOnce(WatchedSocket watched) {
    var waited = watched.waitingTime();
    var looking = probe;
    if (looking == null) {
      if (waited.compareTo(LOGIN) > 0) {
        watched.giveUp("the server took the connection and does not answer");
      }
    } else if (waited.compareTo(CALM) > 0) {
      judge(looking.look(), looking, watched);
    } else {
      suspected = null;
      looking.close();
    }
  }

  private void judge(Sight sight, BackendProbe looking, WatchedSocket watched) {
    switch (sight) {
      case Sight.Works _ -> suspected = null;
      case Sight.Gone _ -> giveUp(watched, "the server has ended this session");
      case Sight.Unreachable _ -> {
        if (isCertain(sight)) {
          giveUp(watched, "the server cannot be reached any more");
        }
      }
      case Sight.WaitsForUs _ -> {
        if (isCertain(sight)) {
          looking.end();
          giveUp(watched, "what we send no longer arrives, or its answer does not");
        }
      }
    }
  }

  private boolean isCertain(Sight sight) {
    if (!sight.equals(suspected)) {
      suspected = sight;
      suspectedSince = System.nanoTime();
    }
    return System.nanoTime() - suspectedSince > CERTAINTY.toNanos();
  }

  /** Unless something came in the meantime. */
  private static void giveUp(WatchedSocket watched, String why) {
    if (watched.waitingTime().compareTo(CALM) > 0) {
      watched.giveUp(why);
    }
  }
}
