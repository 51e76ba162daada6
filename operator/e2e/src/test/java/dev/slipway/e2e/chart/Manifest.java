package dev.slipway.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A YAML file beside these tests, maybe with some of its words changed. */
record Manifest(String yaml) {
  static Manifest of(String name) {
    try (var file = requireNonNull(Manifest.class.getResourceAsStream(name), name)) {
      return new Manifest(new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Manifest with(String words, String others) {
    if (!yaml.contains(words)) {
      throw new IllegalArgumentException("no " + words + " in " + yaml);
    }
    return new Manifest(yaml.replace(words, others));
  }

  /** As far as it is let: nothing is made. */
  List<HasMetadata> tryToCreate(KubernetesClient client, String namespace) {
    return client
        .load(new ByteArrayInputStream(yaml.getBytes(UTF_8)))
        .inNamespace(namespace)
        .dryRun()
        .create();
  }

  List<HasMetadata> create(KubernetesClient client, String namespace) {
    return client
        .load(new ByteArrayInputStream(yaml.getBytes(UTF_8)))
        .inNamespace(namespace)
        .create();
  }
}
