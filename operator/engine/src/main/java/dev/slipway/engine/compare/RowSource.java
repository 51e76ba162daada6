package dev.slipway.engine.compare;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a table, one after the other. */
public interface RowSource extends AutoCloseable {
  /** The next one; absent where there are no more. */
  @Nullable CopyRow next() throws IOException;

  @Override
  default void close() throws IOException {}
}
