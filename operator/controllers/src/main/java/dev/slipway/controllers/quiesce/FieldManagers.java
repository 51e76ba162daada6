package dev.slipway.controllers.quiesce;

import dev.slipway.controllers.work.WorkerJobs;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who set a field of an object, as far as the API server knows. */
final class FieldManagers {
  private FieldManagers() {}

  /**
   * The one who did it last, other than us.
   *
   * @param fields any of which it is
   */
  static Optional<String> of(HasMetadata object, String... fields) {
    return object.getMetadata().getManagedFields().stream()
        .filter(it -> !WorkerJobs.FIELD_MANAGER.equals(it.getManager()))
        .filter(it -> hasAny(it.getFieldsV1(), fields))
        .max(
            Comparator.comparing(
                ManagedFieldsEntry::getTime, Comparator.nullsFirst(Comparator.naturalOrder())))
        .map(ManagedFieldsEntry::getManager)
        .filter(Objects::nonNull);
  }

  private static boolean hasAny(FieldsV1 fields, String... names) {
    if (fields == null) {
      return false;
    }
    for (var name : names) {
      if (has(fields.getAdditionalProperties(), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Map<?, ?> fields, String name) {
    return fields.entrySet().stream()
        .anyMatch(
            it ->
                String.valueOf(it.getKey()).matches("f:(autoscaling\\.keda\\.sh/)?" + name)
                    || (it.getValue() instanceof Map<?, ?> inner && has(inner, name)));
  }
}
