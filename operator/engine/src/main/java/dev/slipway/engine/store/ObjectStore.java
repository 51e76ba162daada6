package dev.slipway.engine.store;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key. An object is written once, and whole: after {@link ObjectSink#complete} it is
 * there with all its bytes, before it is not there at all. Keys are relative to the store's prefix.
 */
public interface ObjectStore extends AutoCloseable {
  /** For messages: which store this is. */
  String inWords();

  /** Begins an object. One that is there already is never replaced: completing fails instead. */
  ObjectSink create(String key);

  /** Reads an object from its beginning; fails with OBJECT_MISSING where there is none. */
  InputStream read(String key);

  Optional<StoredObject> find(String key);

  /** The objects whose keys begin so, in the order of their keys. */
  List<StoredObject> list(String prefix);

  /**
   * Until when the store keeps an object from being taken away for good; empty where it does not,
   * or does not tell.
   */
  default Optional<Instant> heldUntil(String key) {
    return Optional.empty();
  }

  /** What was begun below these keys and not completed, in no order. Nobody can read it. */
  List<UnfinishedObject> unfinished(String prefix);

  /** Takes away what was begun; its writer, where it still lives, fails. */
  void discard(UnfinishedObject unfinished);

  /** Takes an object away; one that is not there is no failure. */
  void delete(String key);

  @Override
  void close();
}
