package dev.slipway.engine.store;

import java.io.Closeable;
import java.io.OutputStream;

/** An object that is being written. Closed without having been completed, it leaves nothing. */
public interface ObjectSink extends Closeable {
  /** Where its bytes go. Closing the stream does not complete the object. */
  OutputStream stream();

  /** Makes the object appear; fails with OBJECT_EXISTS where somebody else was first. */
  void complete();

  @Override
  void close();
}
