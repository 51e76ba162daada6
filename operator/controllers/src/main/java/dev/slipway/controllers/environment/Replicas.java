package dev.slipway.controllers.environment;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.controllers.work.AppObjects;
import org.jspecify.annotations.Nullable;

/** How many replicas of an app's workloads are ready, and how many are wanted. */
record Replicas(int ready, int wanted) {
  static Replicas of(AppObjects objects) {
    int ready = 0;
    int wanted = 0;
    for (var deployment : objects.deployments()) {
      var status = deployment.getStatus();
      ready += status == null ? 0 : number(status.getReadyReplicas(), 0);
      wanted += number(deployment.getSpec().getReplicas(), 1);
    }
    for (var set : objects.statefulSets()) {
      var status = set.getStatus();
      ready += status == null ? 0 : number(status.getReadyReplicas(), 0);
      wanted += number(set.getSpec().getReplicas(), 1);
    }
    return new Replicas(ready, wanted);
  }

  boolean areAsWanted() {
    return ready == wanted;
  }

  String inWords() {
    return ready + "/" + wanted;
  }

  private static int number(@Nullable Integer number, int otherwise) {
    return requireNonNullElse(number, otherwise);
  }
}
