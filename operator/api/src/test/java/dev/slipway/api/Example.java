package dev.slipway.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An object as a user writes it. Every change gives another example. */
record Example(ObjectNode tree) {
  /** A mapper of its own: ours leaves out what is null or empty, and here that is meant. */
  private static final ObjectMapper YAML = new YAMLMapper();

  private static final KubernetesSerialization OURS = SlipwaySerialization.create();

  static Example environment() {
    return read("environment.yaml");
  }

  static Example plan() {
    return read("plan.yaml");
  }

  static Example backup() {
    return read("backup.yaml");
  }

  static Example restore() {
    return read("restore.yaml");
  }

  /** The example with this merged in; null takes a field away. */
  Example with(String yaml) {
    var changed = tree.deepCopy();
    merge(changed, parse(yaml));
    return new Example(changed);
  }

  /** The example as an object that nobody's class has touched. */
  GenericKubernetesResource plain() {
    return YAML.convertValue(tree, GenericKubernetesResource.class);
  }

  /** The example as an object of our own class. */
  <T extends HasMetadata> T as(Class<T> kind) {
    return OURS.convertValue(tree, kind);
  }

  String json() {
    return tree.toString();
  }

  private static Example read(String name) {
    try (var resource = requireNonNull(Example.class.getResourceAsStream(name), name)) {
      var text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return new Example(parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode parse(String yaml) {
    try {
      return YAML.readValue(yaml, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(ObjectNode into, JsonNode patch) {
    for (var field : patch.properties()) {
      var name = field.getKey();
      var value = field.getValue();
      if (value.isNull()) {
        into.remove(name);
      } else if (value.isObject() && into.get(name) instanceof ObjectNode inner) {
        merge(inner, value);
      } else {
        into.set(name, value);
      }
    }
  }
}
