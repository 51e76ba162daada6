package dev.slipway.e2e.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Objects as those read them who do not know their kinds. */
final class ObjectText {
  private ObjectText() {}

  /**
   * Of generation 3; what does not hold is said too, as the operator does.
   *
   * @param observed the generation that its status speaks of
   * @param status what else is in it, as YAML of one line
   * @param holding the conditions that hold, with commas between them
   */
  static String of(String kind, int observed, String status, String holding) {
    var conditions = new StringBuilder("{type: RolledBack, status: \"False\", message: never}");
    for (var type : holding.split(", *", -1)) {
      conditions
          .append(", {type: ")
          .append(type)
          .append(", status: \"True\", reason: Why, message: says ")
          .append(type)
          .append('}');
    }
    return json(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: %s
        metadata: {name: crm, generation: 3}
        status: {%s, observedGeneration: %s, conditions: [%s]}
        """
            .formatted(kind, status, String.valueOf(observed), conditions));
  }

  static String json(String yaml) {
    return new KubernetesSerialization().unmarshal("---\n" + yaml, JsonNode.class).toString();
  }
}
