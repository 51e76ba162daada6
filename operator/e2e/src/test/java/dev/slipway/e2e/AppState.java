package dev.slipway.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a release has to leave as it was: scale, routing, and every label and annotation. */
record AppState(
    int replicas,
    Map<String, String> selector,
    Map<String, String> notesOfDeployment,
    Map<String, String> notesOfService) {

  static AppState of(SampleApp app) {
    var client = app.client();
    var deployment =
        client.apps().deployments().inNamespace(app.namespace()).withName("crm").require();
    var service = client.services().inNamespace(app.namespace()).withName("crm").require();
    return new AppState(
        deployment.getSpec().getReplicas(),
        service.getSpec().getSelector(),
        notes(deployment),
        notes(service));
  }

  private static Map<String, String> notes(HasMetadata object) {
    var notes = new TreeMap<String, String>();
    var metadata = object.getMetadata();
    notes.putAll(Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()));
    notes.putAll(Objects.requireNonNullElse(metadata.getLabels(), Map.of()));
    notes.keySet().removeIf(key -> key.startsWith("deployment.kubernetes.io/"));
    return notes;
  }
}
