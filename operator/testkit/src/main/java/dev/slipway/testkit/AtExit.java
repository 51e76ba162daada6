package dev.slipway.testkit;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What is done before the JVM ends, latest first: children are gone before their folders are. */
final class AtExit {
  private static final Deque<Runnable> TASKS = new ConcurrentLinkedDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "testkit-exit"));
  }

  private AtExit() {}

  static void add(Runnable task) {
    TASKS.push(task);
  }

  static void remove(Runnable task) {
    TASKS.remove(task);
  }

  /** One that fails keeps none of the others from their turn. */
  private static void run() {
    var task = TASKS.poll();
    if (task != null) {
      try {
        task.run();
      } finally {
        run();
      }
    }
  }
}
