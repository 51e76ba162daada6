package dev.slipway.testkit.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * What Argo CD makes of an object by the scripts of examples/argo-cd, in the interpreter that it
 * has.
 *
 * @param status Healthy, Progressing, Degraded or Suspended
 */
public record ArgoHealth(String status, String message) {
  private static final String SETTINGS = "examples/argo-cd/argocd-cm.yaml";
  private static final String SCRIPT_OF = "resource.customizations.health.slipway.dev_";
  private static final KubeProgram LUA_HEALTH = new KubeProgram("lua-health");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param json the object as the API server has it
   */
  public static ArgoHealth of(String kind, String json) {
    var folder = Scratch.folder("argo-health");
    try {
      var script = Files.writeString(folder.resolve("script.lua"), script(kind), UTF_8);
      var ended = LUA_HEALTH.run(json, List.of(script.toString()));
      if (ended.exitCode() != 0) {
        throw new IllegalStateException("the script of " + kind + " fails: " + ended.output());
      }
      return JSON.readValue(ended.output(), ArgoHealth.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Scratch.delete(folder);
    }
  }

  private static String script(String kind) throws IOException {
    var yaml = Files.readString(Repository.path(SETTINGS), UTF_8);
    var settings = new KubernetesSerialization().unmarshal(yaml, ConfigMap.class);
    return requireNonNull(settings.getData().get(SCRIPT_OF + kind), "a script for " + kind);
  }
}
