package dev.slipway.engine.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
