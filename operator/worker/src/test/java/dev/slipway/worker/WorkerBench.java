package dev.slipway.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.ApplyOrder;
import dev.slipway.engine.order.BackupOrder;
import dev.slipway.engine.order.BaselineOrder;
import dev.slipway.engine.order.BuildOrder;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.CheckpointOrder;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.FenceOrder;
import dev.slipway.engine.order.MergeOrder;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.PreviewOrder;
import dev.slipway.engine.order.ProofKind;
import dev.slipway.engine.order.PruneOrder;
import dev.slipway.engine.order.RemoveOrder;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.Retention;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.StorageMount;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.StoreEncryption;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.VariablesOrder;
import dev.slipway.engine.order.VerifyOrder;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import dev.slipway.testkit.s3.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a worker carry out orders against real servers, each order through its JSON. */
public final class WorkerBench {
  public static final String BUCKET = "stores";
  private static final String ENVIRONMENT_UID = "uid-of-crm";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What all tests of this JVM share; the testkit ends it. */
  private static final class Stores {
    private static final S3Server S3 = start();

    private static S3Server start() {
      var server = S3Server.start();
      server.createBucket(BUCKET);
      return server;
    }
  }

  private final Path folder = Scratch.folder("worker");
  private final String prefix = folder.getFileName() + "/";
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private String run = "run-1";
  private int attempt = 1;
  private AppKnowledge knowledge = AppKnowledge.NONE;
  private boolean destructive;
  private List<Accepted> accepted = List.of();
  private @Nullable StoreEncryption encryption;
  private String bucket = BUCKET;
  private DatabaseAccess.@Nullable AppRole app;
  private int orders;

  /** A database on a server whose pg_dump is here. */
  public static Database database(String sql) {
    try {
      var server = PostgresServer.shared(withClients());
      var database = server.freshDatabase();
      execute(database, sql);
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static PostgresInstallation withClients() {
    return PostgresInstallation.all().stream()
        .filter(it -> it.program("pg_dump").isPresent())
        .findFirst()
        .orElseThrow();
  }

  public static void execute(Database database, String sql) {
    try (var session = database.connect();
        var statement = session.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String ask(Database database, String query) {
    try (var session = database.connect();
        var statement = session.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on orders are of this run's first attempt. */
  public WorkerBench run(String name) {
    run = name;
    attempt = 1;
    return this;
  }

  /** From now on orders allow changes of structure that lose data. */
  WorkerBench destructive() {
    destructive = true;
    return this;
  }

  /** From now on orders know this of the app. */
  public WorkerBench knowing(AppKnowledge app) {
    knowledge = app;
    return this;
  }

  /** From now on what goes into the backups store is encrypted like this. */
  public WorkerBench encrypted(@Nullable StoreEncryption wanted) {
    encryption = wanted;
    return this;
  }

  /** From now on both stores are in this bucket. */
  WorkerBench inBucket(String name) {
    bucket = name;
    return this;
  }

  /** From now on the login is that of a role for releases, and this is the app's. */
  WorkerBench releasing(String appRole) {
    app = new DatabaseAccess.AppRole(file("app.user", appRole + "\n"), true);
    return this;
  }

  /** From now on orders overrule this. */
  WorkerBench accepting(String finding) {
    accepted = List.of(new Accepted(finding, "a test"));
    return this;
  }

  public WorkerBench attempt(int number) {
    attempt = number;
    return this;
  }

  RunStep step(String name) {
    return new RunStep(run, ENVIRONMENT_UID, "crm.crm-prod", name, attempt);
  }

  public WorkOrder build(Database source, String rules, String... withheld) {
    return new BuildOrder(
        WorkOrder.FORMAT_VERSION,
        step("Build"),
        access(source),
        releases(),
        knowledge,
        json(rules),
        List.of(withheld));
  }

  /**
   * Files of the releases store, joined; the sources are called by their places: 1, 2 and so on.
   */
  public WorkOrder merge(String base, String... sources) {
    var named = new ArrayList<MergeOrder.Source>();
    for (var source : sources) {
      named.add(new MergeOrder.Source(String.valueOf(named.size() + 1), source));
    }
    return new MergeOrder(
        WorkOrder.FORMAT_VERSION,
        step("Merge"),
        releases(),
        knowledge,
        base,
        false,
        named,
        List.of());
  }

  WorkOrder preview(Database target, String file, String variables) {
    return new PreviewOrder(
        WorkOrder.FORMAT_VERSION,
        step("Preview"),
        access(target),
        releases(),
        backups(),
        knowledge,
        file,
        destructive,
        accepted,
        List.of(variables));
  }

  WorkOrder variables(Database target, Path folder, List<String> wanted) {
    return new VariablesOrder(
        WorkOrder.FORMAT_VERSION,
        step("FindVariables"),
        access(target),
        knowledge,
        List.of(folder.toString()),
        wanted);
  }

  public WorkOrder preview(Database target, String file) {
    return new PreviewOrder(
        WorkOrder.FORMAT_VERSION,
        step("Preview"),
        access(target),
        releases(),
        backups(),
        knowledge,
        file,
        destructive,
        accepted);
  }

  /** Of this environment, or another one. */
  WorkOrder observe(Database database, String environment, DriftCheck drift, String... variables) {
    return new ObserveOrder(
        WorkOrder.FORMAT_VERSION,
        new RunStep(run, "uid-of-" + environment, environment, "Observe", attempt),
        access(database),
        releases(),
        backups(),
        knowledge,
        List.of(variables),
        drift);
  }

  WorkOrder keepBaseline(Database database) {
    return new BaselineOrder(
        WorkOrder.FORMAT_VERSION, step("KeepBaseline"), access(database), knowledge);
  }

  public WorkOrder fence(Database database, boolean raised) {
    return new FenceOrder(WorkOrder.FORMAT_VERSION, step("Fence"), access(database), raised);
  }

  public WorkOrder backUp(Database database, String id, StorageMount... storage) {
    return new BackupOrder(
        WorkOrder.FORMAT_VERSION,
        step("BackUp"),
        access(database),
        backups(),
        id,
        "a test",
        List.of(storage),
        knowledge);
  }

  public WorkOrder apply(Database target, String file) {
    return apply(target, file, null, false);
  }

  /** Asks whether a file was applied, which ends whoever is at it. */
  public WorkOrder askWhetherApplied(Database target, String file) {
    return apply(target, file, null, true);
  }

  public WorkOrder apply(Database target, String file, @Nullable String approved, boolean onlyAsk) {
    return new ApplyOrder(
        WorkOrder.FORMAT_VERSION,
        step("Apply"),
        access(target),
        releases(),
        backups(),
        knowledge,
        file,
        approved,
        destructive,
        accepted,
        onlyAsk,
        List.of());
  }

  public WorkOrder undo(Database target, String undone, @Nullable UndoFile undo) {
    return new UndoOrder(
        WorkOrder.FORMAT_VERSION, step("Undo"), access(target), backups(), undone, undo, List.of());
  }

  public CheckOrder check(
      Database database,
      CheckOrder.@Nullable HealthProbe health,
      List<CheckOrder.HttpProbe> http,
      List<CheckOrder.SqlProbe> sql) {
    return new CheckOrder(
        WorkOrder.FORMAT_VERSION, step("Check"), access(database), health, http, sql);
  }

  public RestoreOrder restore(Database database, String location, StorageMount... storage) {
    return new RestoreOrder(
        WorkOrder.FORMAT_VERSION,
        step("Restore"),
        access(database),
        backups(),
        location,
        List.of(storage),
        knowledge,
        accepted);
  }

  /** What the policy of the environment does not keep. */
  WorkOrder prune(Retention retention, String... referred) {
    return new PruneOrder(
        WorkOrder.FORMAT_VERSION, step("Prune"), backups(), retention, List.of(referred));
  }

  /** The same, where somebody wants to hear which of these are gone. */
  WorkOrder pruneKnowing(Retention retention, String... known) {
    return new PruneOrder(
        WorkOrder.FORMAT_VERSION, step("Prune"), backups(), retention, List.of(), List.of(known));
  }

  WorkOrder remove(String location) {
    return new RemoveOrder(WorkOrder.FORMAT_VERSION, step("Remove"), backups(), location);
  }

  WorkOrder checkpoint(Database database, String id, String rules) {
    return new CheckpointOrder(
        WorkOrder.FORMAT_VERSION,
        step("Checkpoint"),
        access(database),
        backups(),
        knowledge,
        id,
        "a test",
        json(rules));
  }

  /** By reading it back. */
  public WorkOrder verify(String location) {
    return new VerifyOrder(
        WorkOrder.FORMAT_VERSION,
        step("Verify"),
        backups(),
        location,
        ProofKind.CHECKSUM,
        null,
        List.of());
  }

  /** By restoring it into a database of its own. */
  public WorkOrder prove(String location, Database scratch, CheckOrder.SqlProbe... assertions) {
    return new VerifyOrder(
        WorkOrder.FORMAT_VERSION,
        step("Verify"),
        backups(),
        location,
        ProofKind.SCRATCH,
        access(scratch),
        List.of(assertions));
  }

  public WorkReport carryOut(WorkOrder order) {
    try {
      var report = folder.resolve("report");
      new Worker(
              written(order),
              report,
              new PrintStream(output, true, StandardCharsets.UTF_8),
              Clock.systemUTC())
          .run();
      return ReportJson.read(Files.readAllBytes(report));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The result of an order; fails with what the worker says where it was not carried out. */
  public <T extends WorkResult> T done(WorkOrder order, Class<T> kind) {
    return result(carryOut(order), kind);
  }

  /** The result that a report carries; fails with what it says where there is none. */
  public static <T extends WorkResult> T result(WorkReport report, Class<T> kind) {
    if (report.result() == null) {
      throw new AssertionError(report.reason() + ": " + report.message());
    }
    return kind.cast(report.result());
  }

  /** Writes an order where a worker of its own process finds it. */
  public Path written(WorkOrder order) {
    return Path.of(file("order-" + ++orders + ".json", OrderJson.write(order)));
  }

  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  public Path folder() {
    return folder;
  }

  /** An object of one of the two stores as the S3 server keeps it. */
  public Path object(String key) {
    return Stores.S3.data().resolve(BUCKET).resolve(prefix + key);
  }

  /** What nobody but the worker may ever see. */
  public static String storesSecret() {
    return Stores.S3.root().secretKey();
  }

  /** Every object of both stores, as the S3 server keeps it. */
  public List<Path> objects() {
    if (Files.notExists(object(""))) {
      return List.of();
    }
    try (var files = Files.walk(object(""))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DatabaseAccess access(Database database) {
    return new DatabaseAccess(
        database.host(),
        database.port(),
        database.name(),
        "public",
        "disable",
        file(database.name() + ".user", database.user()),
        file(database.name() + ".password", database.password() + "\n"),
        null,
        app);
  }

  StoreAccess releases() {
    return store("releases");
  }

  StoreAccess backups() {
    var store = store("backups");
    return encryption == null ? store : store.withEncryption(encryption);
  }

  private StoreAccess store(String name) {
    return new StoreAccess(
        Stores.S3.endpoint().toString(),
        Stores.S3.region(),
        bucket,
        prefix + name,
        true,
        file("key-id", Stores.S3.root().accessKey()),
        file("key", Stores.S3.root().secretKey()),
        null);
  }

  String file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
