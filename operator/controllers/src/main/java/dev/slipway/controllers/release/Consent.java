package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Consumer;
import dev.slipway.api.environment.ConsumerRight;
import java.util.List;

/** What the owners of an environment let other namespaces do with it. */
final class Consent {
  private static final String EVERYBODY = "*";

  private Consent() {}

  /** An environment's own namespace needs no consent. */
  static boolean isGiven(AppEnvironment environment, String namespace, ConsumerRight right) {
    var consumers = requireNonNullElse(environment.getSpec().consumers(), List.<Consumer>of());
    return environment.getMetadata().getNamespace().equals(namespace)
        || consumers.stream()
            .filter(it -> it.namespace().equals(namespace) || it.namespace().equals(EVERYBODY))
            .anyMatch(it -> it.may().contains(right));
  }

  static String howToGive(AppEnvironment environment, String namespace, ConsumerRight right) {
    return "AppEnvironment "
        + environment.getMetadata().getNamespace()
        + "/"
        + environment.getMetadata().getName()
        + " does not let namespace "
        + namespace
        + " have this: its owners have to add {namespace: "
        + namespace
        + ", may: ["
        + inYaml(right)
        + "]} to its consumers";
  }

  private static String inYaml(ConsumerRight right) {
    return switch (right) {
      case BUILD -> "Build";
      case PROMOTE -> "Promote";
      case RESTORE_BACKUPS -> "RestoreBackups";
    };
  }
}
