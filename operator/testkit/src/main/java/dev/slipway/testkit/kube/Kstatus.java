package dev.slipway.testkit.kube;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What Flux makes of an object, by the library that it asks.
 *
 * @param status InProgress, Current, Failed, Terminating, NotFound or Unknown
 */
public record Kstatus(String status, String message) {
  private static final KubeProgram KSTATUS = new KubeProgram("kstatus");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param json the object as the API server has it
   */
  public static Kstatus of(String json) {
    var ended = KSTATUS.run(json, List.of());
    if (ended.exitCode() != 0) {
      throw new IllegalStateException("kstatus does not take the object: " + ended.output());
    }
    try {
      return JSON.readValue(ended.output(), Kstatus.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
