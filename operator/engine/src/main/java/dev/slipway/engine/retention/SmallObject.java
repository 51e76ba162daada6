package dev.slipway.engine.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;

/** An object of a line or two. */
final class SmallObject {
  private SmallObject() {}

  static void write(ObjectStore store, String key, String content) {
    try (var sink = store.create(key)) {
      sink.stream().write(content.getBytes(UTF_8));
      sink.complete();
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "writing " + key, e);
    }
  }
}
