package dev.slipway.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.util.Arrays;

/**
 * Finds out whether a store can be written, read and listed, by doing so with one small object.
 * Safe to repeat: the object stays, and later its being there is the answer to writing it again.
 */
public final class StoreProbe {
  private final ObjectStore store;

  public StoreProbe(ObjectStore store) {
    this.store = store;
  }

  /**
   * Returns when the store will do; throws the reason when it will not.
   *
   * @param key of the object, which has to lie where we may write
   */
  public Result run(String key) {
    var content = ("Slipway was here: " + key + "\n").getBytes(UTF_8);
    boolean isNew = write(key, content);
    if (isNew && write(key, content)) {
      throw new EngineException(
          FailureCode.STORE_NOT_CONDITIONAL,
          store.inWords()
              + " lets a second writer replace an object; use a store that answers"
              + " If-None-Match with 412");
    }
    if (!Arrays.equals(read(key), content)) {
      throw new EngineException(
          FailureCode.FILE_DAMAGED, store.inWords() + " gives back another " + key);
    }
    if (store.list(key).isEmpty()) {
      throw new EngineException(FailureCode.OBJECT_MISSING, store.inWords() + " hides " + key);
    }
    return new Result(key, isNew);
  }

  private boolean write(String key, byte[] content) {
    try (var sink = store.create(key)) {
      sink.stream().write(content);
      sink.complete();
      return true;
    } catch (EngineException e) {
      if (e.code() == FailureCode.OBJECT_EXISTS) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "writing " + key, e);
    }
  }

  private byte[] read(String key) {
    try (var object = store.read(key)) {
      return object.readAllBytes();
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "reading " + key, e);
    }
  }

  /**
   * What was found.
   *
   * @param isNew whether the probe's object was not there before
   */
  public record Result(String key, boolean isNew) {}
}
