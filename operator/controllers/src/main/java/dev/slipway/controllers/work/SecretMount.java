package dev.slipway.controllers.work;

/**
 * A Secret of the environment's namespace as a folder of the worker's pod, one file for each key.
 */
public record SecretMount(String role, String secret) {
  private static final String ROOT = "/etc/slipway/secrets/";

  public String folder() {
    return ROOT + role;
  }

  public String file(String key) {
    return folder() + "/" + key;
  }

  String volume() {
    return "secret-" + role;
  }
}
