package dev.slipway.engine.order;

import java.util.List;

/** A file is proven in all environments that were asked for; the marks that say so. */
public record Evident(List<String> marks) implements WorkResult {
  public Evident {
    marks = List.copyOf(marks);
  }
}
