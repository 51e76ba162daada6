package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class SlipwaySchemaIT {
  private final AppDatabase database;

  SlipwaySchemaIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @Test
  void isCreatedOnceByManyAtTheSameTime() {
    var allAreConnected = new CyclicBarrier(8);
    Callable<Void> worker =
        () -> {
          try (var session = database.sessions().open()) {
            allAreConnected.await();
            SlipwaySchema.ensure(session);
          }
          return null;
        };

    var workers = new ArrayList<Future<Void>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        workers.add(threads.submit(worker));
      }
    }

    assertThat(workers).allMatch(it -> it.state() == Future.State.SUCCESS);
    assertThat(database.value("SELECT token FROM slipway.token")).isEqualTo("0");
  }
}
