package dev.slipway.engine.retention;

import dev.slipway.engine.store.ObjectSink;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.StoredObject;
import dev.slipway.engine.store.UnfinishedObject;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts the calls to a store, and ends whoever deletes too much, as a kill would. */
final class WatchedStore implements ObjectStore {
  private final ObjectStore store;
  private int deletesLeft = Integer.MAX_VALUE;
  private int calls;

  WatchedStore(ObjectStore store) {
    this.store = store;
  }

  /** Thrown where a process would be gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  WatchedStore killedAfterDeletes(int count) {
    deletesLeft = count;
    return this;
  }

  int calls() {
    return calls;
  }

  @Override
  public String inWords() {
    return store.inWords();
  }

  @Override
  public ObjectSink create(String key) {
    calls++;
    return store.create(key);
  }

  @Override
  public InputStream read(String key) {
    calls++;
    return store.read(key);
  }

  @Override
  public Optional<StoredObject> find(String key) {
    calls++;
    return store.find(key);
  }

  @Override
  public List<StoredObject> list(String prefix) {
    calls++;
    return store.list(prefix);
  }

  @Override
  public List<UnfinishedObject> unfinished(String prefix) {
    return store.unfinished(prefix);
  }

  @Override
  public void discard(UnfinishedObject unfinished) {
    store.discard(unfinished);
  }

  @Override
  public Optional<Instant> heldUntil(String key) {
    return store.heldUntil(key);
  }

  @Override
  public void delete(String key) {
    if (deletesLeft == 0) {
      throw new Killed();
    }
    deletesLeft--;
    store.delete(key);
  }

  @Override
  public void close() {
    store.close();
  }
}
