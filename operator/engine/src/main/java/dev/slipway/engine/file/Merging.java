package dev.slipway.engine.file;

import java.util.List;

/**
 * What a merged file was made of.
 *
 * @param base that the sources have in common
 * @param sources in the order of their digests
 */
public record Merging(Digest base, List<Digest> sources) {
  public Merging {
    sources = List.copyOf(sources);
  }
}
