package dev.slipway.engine.proof;

import java.time.Duration;
import java.util.List;

/**
 * A backup that was restored into a database of its own, and had all that its manifest says.
 *
 * @param tables whose rows were counted
 * @param rows that were counted, as many as the manifest says table by table
 * @param entries of its storage archives, read to their ends
 * @param passed the assertions, by name
 * @param took the whole of it, cleaning up included
 */
public record Proof(
    String location, int tables, long rows, long entries, List<String> passed, Duration took) {
  public Proof {
    passed = List.copyOf(passed);
  }
}
