package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.CheckOrder.SqlProbe;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.ProofKind;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.engine.order.Verified;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups whose worker says that they are whole, and that they come back. */
class VerifyIT {
  private static final String PROOFS =
      "SELECT count(*) FROM pg_database WHERE datname LIKE 'slipway\\_proof\\_%' AND datdba ="
          + " (SELECT oid FROM pg_roles WHERE rolname = current_user)";

  private final WorkerBench bench = new WorkerBench();
  private final Path uploads = Scratch.folder("uploads");
  private Database scratch;
  private String location;

  @BeforeEach
  void aBackup() throws IOException, SQLException {
    var database =
        WorkerBench.database(
            "CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1), (2), (3)");
    Files.writeString(uploads.resolve("logo"), "older");
    var mount = new StorageMount("uploads", uploads.toString(), List.of());
    location = bench.done(bench.backUp(database, "b1", mount), BackedUp.class).location();
    scratch = WorkerBench.database("SELECT 1");
    try (var superuser = PostgresServer.shared(WorkerBench.withClients()).superuser();
        var statement = superuser.createStatement()) {
      statement.execute("ALTER ROLE " + scratch.user() + " CREATEDB");
    }
  }

  @Test
  void aBackupIsReadBack() {
    var verified = bench.done(bench.verify(location), Verified.class);

    assertThat(verified.how()).isEqualTo(ProofKind.CHECKSUM);
    assertThat(verified.rows()).isEqualTo(3);
    assertThat(verified.entries()).isEqualTo(1);
  }

  @Test
  void aBackupIsRestoredCountedAndAskedAsOftenAsIsWanted() {
    var assertion = new SqlProbe("orders", "SELECT count(*) FROM orders", "3");

    var first = bench.done(bench.prove(location, scratch, assertion), Verified.class);
    var second = bench.done(bench.attempt(2).prove(location, scratch, assertion), Verified.class);

    assertThat(first.how()).isEqualTo(ProofKind.SCRATCH);
    assertThat(first.rows()).isEqualTo(3);
    assertThat(first.assertions()).isEqualTo(1);
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(WorkerBench.ask(scratch, PROOFS)).isEqualTo("0");
  }

  @Test
  void aFailedAssertionIsNoSuccess() {
    var assertion = new SqlProbe("orders", "SELECT count(*) FROM orders", "4");

    var report = bench.carryOut(bench.prove(location, scratch, assertion));

    assertThat(report.reason()).isEqualTo("ValidationFailed");
    assertThat(report.result()).isNull();
  }

  @Test
  void aFlippedByteIsFoundEitherWay() throws IOException {
    var object = bench.object("backups/" + location + "/database.dump.zst");
    var bytes = Files.readAllBytes(object);
    bytes[bytes.length / 2] ^= 1;
    Files.write(object, bytes);

    assertThat(bench.carryOut(bench.verify(location)).reason()).isEqualTo("BackupDamaged");
    assertThat(bench.carryOut(bench.prove(location, scratch)).reason()).isEqualTo("BackupDamaged");
    assertThat(WorkerBench.ask(scratch, PROOFS)).isEqualTo("0");
  }

  @Test
  void ordersAndReportsAreReadAsTheyWereWritten() {
    var order = bench.prove(location, scratch, new SqlProbe("one", "SELECT 1", "1"));
    var report = bench.carryOut(order);

    assertThat(OrderJson.read(OrderJson.write(order).getBytes(UTF_8))).isEqualTo(order);
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }
}
