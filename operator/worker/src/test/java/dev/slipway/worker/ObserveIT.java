package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import dev.slipway.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a worker says of a real database. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class ObserveIT {
  private static S3Server s3;

  @Parameter private PostgresInstallation installation;
  private String bucket = "stores";
  @TempDir private Path folder;

  @BeforeAll
  static void startStores() {
    s3 = S3Server.start();
    s3.createBucket("stores");
  }

  @AfterAll
  static void stopStores() {
    s3.close();
  }

  @Test
  void saysWhichDatabaseItIs() throws IOException, SQLException {
    var database = PostgresServer.shared(installation).freshDatabase();
    try (var session = database.connect();
        var statement = session.createStatement()) {
      statement.execute("CREATE TABLE one (id int); CREATE TABLE two (id int)");
    }

    var exit = observe(database, database.password(), "public");

    assertThat(exit).as(report().message()).isEqualTo(ExitCode.DONE);
    assertThat(report().result())
        .isInstanceOfSatisfying(
            Observation.class,
            seen -> {
              assertThat(seen.tables()).isEqualTo(2);
              assertThat(seen.serverVersion()).startsWith(String.valueOf(installation.major()));
              assertThat(seen.systemIdentifier()).matches("\\d{15,}");
              assertThat(seen.databaseBytes()).isPositive();
            });
  }

  @Test
  void saysWhatItsRoleMayDo() throws IOException, SQLException {
    var server = PostgresServer.shared(installation);
    var database = server.freshDatabase();

    assertThat(rights(database))
        .containsExactly(
            "OwnsDatabase", "CreatesSchemas", "OwnsSchema", "CreatesTables", "OwnsTables");
    try (var session = server.superuser(database.name());
        var statement = session.createStatement()) {
      statement.execute("ALTER DATABASE %s OWNER TO CURRENT_USER".formatted(database.name()));
      statement.execute("CREATE TABLE of_another (id int)");
      statement.execute("GRANT CREATE ON SCHEMA public TO " + database.user());
      statement.execute("GRANT pg_signal_backend TO " + database.user());
    }
    assertThat(rights(database)).containsExactly("EndsSessions", "CreatesTables");
  }

  @Test
  void aWrongPasswordIsRejectedAndShownNowhere() throws IOException, SQLException {
    var database = PostgresServer.shared(installation).freshDatabase();

    var exit = observe(database, "planted-secret", "public");

    assertThat(exit).isEqualTo(ExitCode.REFUSED);
    assertThat(report().reason()).isEqualTo("CredentialsRejected");
    assertThat(Files.readString(folder.resolve("report"))).doesNotContain("planted-secret");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws IOException, SQLException {
    var database = PostgresServer.shared(installation).freshDatabase();
    bucket = "nowhere";

    observe(database, database.password(), "public");

    assertThat(report().reason()).isEqualTo("BucketMissing");
    assertThat(report().message()).contains("nowhere");
  }

  @Test
  void aMissingSchemaIsNamed() throws IOException, SQLException {
    var database = PostgresServer.shared(installation).freshDatabase();

    observe(database, database.password(), "nowhere");

    assertThat(report().reason()).isEqualTo("SchemaMissing");
    assertThat(report().message()).contains("nowhere");
  }

  private List<String> rights(Database database) throws IOException {
    observe(database, database.password(), "public");
    return report().result() instanceof Observation seen ? seen.rights() : List.of();
  }

  private ExitCode observe(Database database, String password, String schema) throws IOException {
    var access =
        new DatabaseAccess(
            database.host(),
            database.port(),
            database.name(),
            schema,
            "disable",
            file("user", database.user()),
            file("password", password + "\n"),
            null);
    var step = new RunStep("uid", "uid", "crm.crm", "Observe", 1);
    var order =
        new ObserveOrder(
            WorkOrder.FORMAT_VERSION, step, access, store("releases/"), store("backups/"));
    var written = Path.of(file("order.json", OrderJson.write(order)));
    return new Worker(written, folder.resolve("report"), System.out, Clock.systemUTC()).run();
  }

  private StoreAccess store(String prefix) throws IOException {
    return new StoreAccess(
        s3.endpoint().toString(),
        s3.region(),
        bucket,
        prefix,
        true,
        file("key-id", s3.root().accessKey()),
        file("key", s3.root().secretKey()),
        null);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private WorkReport report() throws IOException {
    return ReportJson.read(Files.readAllBytes(folder.resolve("report")));
  }
}
