package dev.slipway.controllers.work;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;

/**
 * A Secret of the environment's namespace, or a ConfigMap with the app's variables, as a folder of
 * the worker's pod: one file for each key.
 */
public record SecretMount(String role, String secret, Kind kind) {
  private static final String ROOT = "/etc/slipway/secrets/";

  /** What the values are kept in. */
  enum Kind {
    SECRET,
    CONFIG_MAP
  }

  public SecretMount(String role, String secret) {
    this(role, secret, Kind.SECRET);
  }

  public String folder() {
    return ROOT + role;
  }

  public String file(String key) {
    return folder() + "/" + key;
  }

  String volumeName() {
    return "secret-" + role;
  }

  Volume asVolume() {
    var volume = new VolumeBuilder().withName(volumeName());
    return switch (kind) {
      case SECRET -> volume.withNewSecret().withSecretName(secret).endSecret().build();
      case CONFIG_MAP -> volume.withNewConfigMap().withName(secret).endConfigMap().build();
    };
  }
}
