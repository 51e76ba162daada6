package dev.slipway.controllers.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.controllers.work.WorkerJobs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;

/** The only one who changes anything in the cluster, other than a status of our own kinds. */
public final class Actions {
  private static final PatchContext MERGE =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(WorkerJobs.FIELD_MANAGER)
          .build();

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final KubernetesClient client;
  private final WorkerJobs jobs;

  public Actions(KubernetesClient client) {
    this.client = client;
    this.jobs = new WorkerJobs(client);
  }

  /** Whether it was done: not where somebody else was faster, whose work the next pass sees. */
  public boolean tryTo(Action action) {
    try {
      perform(action);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return false;
    }
  }

  public void perform(Action action) {
    switch (action) {
      case Action.StartJob(var job) -> jobs.start(job);
      case Action.Create(var object) -> create(object);
      case Action.Change(var seen, var change) -> change(seen, change);
      case Action.Delete(var seen) -> delete(seen);
    }
  }

  private void create(HasMetadata object) {
    try {
      client.resource(object).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private void change(HasMetadata seen, Map<String, Object> change) {
    var patch = new HashMap<>(change);
    patch.merge("metadata", identity(seen), Actions::merged);
    client.resource(seen).patch(MERGE, json(patch));
  }

  /** As it is: the client's own JSON leaves out nulls, which take a field away. */
  private static String json(Map<String, Object> patch) {
    try {
      return JSON.writeValueAsString(patch);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API server refuses a patch that names another version than the one that is there. */
  private static Map<String, Object> identity(HasMetadata seen) {
    return Map.of(
        "uid", seen.getMetadata().getUid(),
        "resourceVersion", seen.getMetadata().getResourceVersion());
  }

  private static Object merged(Object wanted, Object identity) {
    var metadata = new HashMap<Object, Object>((Map<?, ?>) wanted);
    metadata.putAll((Map<?, ?>) identity);
    return metadata;
  }

  private void delete(HasMetadata seen) {
    client.resource(seen).lockResourceVersion(seen.getMetadata().getResourceVersion()).delete();
  }
}
