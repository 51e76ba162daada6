package dev.slipway.engine.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** An order as JSON. A worker carries out only what it understands to the last field. */
public final class OrderJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private OrderJson() {}

  public static String write(WorkOrder order) {
    try {
      return JSON.writerFor(WorkOrder.class).writeValueAsString(order);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static WorkOrder read(byte[] json) {
    try {
      var order = JSON.readValue(json, WorkOrder.class);
      if (order.formatVersion() != WorkOrder.FORMAT_VERSION) {
        throw notUnderstood("its format is " + order.formatVersion(), null);
      }
      return order;
    } catch (JsonProcessingException e) {
      throw notUnderstood(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EngineException notUnderstood(String why, @Nullable Throwable cause) {
    return new EngineException(
        FailureCode.ORDER_INVALID,
        "the work order is not understood: " + why + "; run it with the version that wrote it",
        cause);
  }
}
