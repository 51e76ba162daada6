package dev.slipway.controllers.vitals;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A trouble that may pass by itself, and is one only when it lasts. */
public final class Lasting implements Supplier<Optional<String>> {
  private final Supplier<Optional<String>> trouble;
  private final Duration patience;
  private final LongSupplier nanos;
  private @Nullable Long since;

  public Lasting(Supplier<Optional<String>> trouble, Duration patience, LongSupplier nanos) {
    this.trouble = trouble;
    this.patience = patience;
    this.nanos = nanos;
  }

  @Override
  public synchronized Optional<String> get() {
    var now = trouble.get();
    if (now.isEmpty()) {
      since = null;
      return now;
    }
    var began = since == null ? nanos.getAsLong() : since;
    since = began;
    return now.filter(_ -> nanos.getAsLong() - began > patience.toNanos());
  }
}
