package dev.slipway.engine.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.engine.EngineException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJsonTest {
  private static final StoreAccess STORE =
      new StoreAccess("https://s3", "eu-1", "releases", "crm/", true, "/s/id", "/s/key", null);

  private static final WorkOrder ORDER =
      new ObserveOrder(
          WorkOrder.FORMAT_VERSION,
          new RunStep("uid", "uid", "crm.crm", "Observe", 1),
          new DatabaseAccess("db", 5432, "crm", "public", "verify-full", "/s/u", "/s/p", "/s/ca"),
          STORE,
          STORE);

  @Test
  void whatIsWrittenIsReadBack() {
    var json = OrderJson.write(ORDER);

    assertThat(OrderJson.read(json.getBytes(UTF_8))).isEqualTo(ORDER);
  }

  @ParameterizedTest
  @MethodSource("ordersAboutBackups")
  void anOrderAboutABackupIsReadBack(WorkOrder order) {
    var json = OrderJson.write(order);

    assertThat(OrderJson.read(json.getBytes(UTF_8))).isEqualTo(order);
  }

  static Stream<WorkOrder> ordersAboutBackups() {
    var step = new RunStep("uid", "uid", "crm.crm", "Step", 1);
    var database = new DatabaseAccess("db", 5432, "crm", "public", "disable", "/s/u", "/s/p", null);
    var probe = new CheckOrder.SqlProbe("orders", "SELECT count(*) FROM orders", "> 0");
    return Stream.of(
        new RestoreOrder(1, step, database, STORE, "crm/b1", List.of()),
        new RestoreOrder(
            1,
            step,
            database,
            STORE,
            "crm/b1",
            List.of(),
            AppKnowledge.NONE,
            List.of(new Accepted("core-version:core", "it goes back as well"))),
        new PruneOrder(
            1, step, STORE, new Retention(7, 7, 4, 12, "Europe/Berlin", 20, 10), List.of("crm/b1")),
        new CheckpointOrder(
            1,
            step,
            database,
            STORE,
            AppKnowledge.NONE,
            "c1",
            "customer page",
            JsonNodeFactory.instance.objectNode().put("userDefined", "SchemaOnly")),
        new VerifyOrder(1, step, STORE, "crm/b1", ProofKind.CHECKSUM, null, List.of()),
        new VerifyOrder(1, step, STORE, "crm/b1", ProofKind.SCRATCH, database, List.of(probe)));
  }

  /** An older worker refuses what it does not know, so an order says no more than it has to. */
  @Test
  void aRestoreThatOverrulesNothingSaysNothingOfThat() {
    var json = OrderJson.write(ordersAboutBackups().findFirst().orElseThrow());

    assertThat(json).doesNotContain("accept\"", "app\"");
  }

  @Test
  void aStoreThatIsEncryptedIsReadBack() {
    var encryption = new StoreEncryption(List.of("age1qq"), "/s/identity", true);
    var order =
        new RestoreOrder(
            WorkOrder.FORMAT_VERSION,
            ORDER.step(),
            new DatabaseAccess("db", 5432, "crm", "public", "verify-full", "/s/u", "/s/p", null),
            STORE.withEncryption(encryption),
            "crm/b1",
            List.of());

    var json = OrderJson.write(order);

    assertThat(OrderJson.read(json.getBytes(UTF_8))).isEqualTo(order);
    assertThat(OrderJson.write(ORDER)).doesNotContain("encryption");
  }

  @Test
  void aBackupOfAKnownAppIsReadBack() {
    var order = backup(new AppKnowledge("nocobase", null, "nb_", true));

    assertThat(OrderJson.read(OrderJson.write(order).getBytes(UTF_8))).isEqualTo(order);
  }

  @Test
  void aBackupOfWhichNothingMoreIsSaidMeansWhatItAlwaysMeant() {
    var json = OrderJson.write(backup(null));

    assertThat(json).doesNotContain("\"app\"");
    assertThat(OrderJson.read(json.getBytes(UTF_8))).isEqualTo(backup(null));
  }

  private static BackupOrder backup(@Nullable AppKnowledge app) {
    return new BackupOrder(
        WorkOrder.FORMAT_VERSION,
        ORDER.step(),
        new DatabaseAccess("db", 5432, "crm", "public", "verify-full", "/s/u", "/s/p", "/s/ca"),
        STORE,
        "b1",
        "a test",
        List.of(new StorageMount("uploads", "/uploads", List.of())),
        app);
  }

  @Test
  void anotherFormatIsRefused() {
    var json = OrderJson.write(ORDER).replace("\"formatVersion\":1", "\"formatVersion\":2");

    assertThatThrownBy(() -> OrderJson.read(json.getBytes(UTF_8)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("its format is 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"kind\": \"Fly\"}",
        "{\"kind\": \"Observe\", \"fuel\": 1}"
      })
  void whatIsNoOrderIsRefused(String json) {
    assertThatThrownBy(() -> OrderJson.read(json.getBytes(UTF_8)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("not understood");
  }
}
