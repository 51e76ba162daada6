package dev.slipway.api.printing;

import dev.slipway.api.schema.Fixed;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that keep fields of a spec as they are, one for each field, so that a refusal can name
 * it.
 */
final class FixedFields {
  private final String kind;
  private final List<ValidationRule> rules = new ArrayList<>();

  private FixedFields(String kind) {
    this.kind = kind;
  }

  static FixedFields of(String kind, Class<?> spec) {
    var fields = new FixedFields(kind);
    for (var component : spec.getRecordComponents()) {
      fields.add(component);
    }
    return fields;
  }

  List<ValidationRule> rules() {
    return List.copyOf(rules);
  }

  private void add(RecordComponent component) {
    var fixed = component.getAnnotation(Fixed.class);
    if (fixed != null) {
      var field = RecordSchema.nameOf(component);
      addRule(fixed.value(), field, same(component, "self.spec", "oldSelf.spec"));
    } else if (component.getType().isRecord()) {
      for (var inner : component.getType().getRecordComponents()) {
        addInner(component, inner);
      }
    }
  }

  private void addInner(RecordComponent outer, RecordComponent inner) {
    var fixed = inner.getAnnotation(Fixed.class);
    if (fixed == null) {
      return;
    }
    var parent = RecordSchema.nameOf(outer);
    var field = RecordSchema.nameOf(inner);
    var without = valueWithoutParent(inner);
    addRule(
        fixed.value(),
        parent + "." + field,
        without == null ? sameOptional(parent, field) : sameDefaulted(parent, field, without));
  }

  private void addRule(Fixed.Since since, String field, String same) {
    var message =
        switch (since) {
          case CREATED -> "spec.%s cannot change: make a new %s".formatted(field, kind);
          case STARTED ->
              "spec.%s cannot change once the plan has left Pending: make a new plan"
                  .formatted(field);
          case QUIESCING ->
              "spec.%s cannot change once the plan has begun to close the app: make a new plan"
                  .formatted(field);
          case REOPENING ->
              "spec.%s cannot change once the app is opened again: release an earlier file, or restore a backup"
                  .formatted(field);
          case BUSY ->
              ("spec.%s cannot change while a release or a restore holds the environment"
                      + " (status.busyWith): wait for its end, or abort it")
                  .formatted(field);
        };
    rules.add(RecordSchema.rule(whenStillOpen(since) + same, message));
  }

  private static String whenStillOpen(Fixed.Since since) {
    return switch (since) {
      case CREATED -> "";
      case STARTED -> phaseIsOneOf("'Pending'");
      case QUIESCING ->
          phaseIsOneOf(
              "'Pending', 'Building', 'Preflight', 'WaitingForApproval', 'WaitingForWindow'");
      case REOPENING ->
          phaseIsOneOf(
              "'Pending', 'Building', 'Preflight', 'WaitingForApproval', 'WaitingForWindow',"
                  + " 'Quiescing', 'BackingUp', 'Migrating', 'Restarting', 'Validating',"
                  + " 'WaitingForSignOff', 'RollingBack', 'NeedsAttention'");
      case BUSY -> "!has(oldSelf.status) || !has(oldSelf.status.busyWith) || ";
    };
  }

  private static String phaseIsOneOf(String phases) {
    return "!has(oldSelf.status) || !has(oldSelf.status.phase) || oldSelf.status.phase in [%s] || "
        .formatted(phases);
  }

  /**
   * Optional chaining would say this in a word, but is a hundredfold over the API server's cost
   * limit.
   */
  private static String same(RecordComponent component, String self, String old) {
    var field = RecordSchema.nameOf(component);
    var equal = "%s.%s == %s.%s".formatted(self, field, old, field);
    if (isAlwaysThere(component)) {
      return equal;
    }
    var here = "has(%s.%s)".formatted(self, field);
    return "(%s == has(%s.%s) && (!%s || %s))".formatted(here, old, field, here, equal);
  }

  private static String sameOptional(String parent, String field) {
    var here = "has(self.spec.%1$s) && has(self.spec.%1$s.%2$s)".formatted(parent, field);
    var before = here.replace("self.", "oldSelf.");
    return "((%s) == (%s) && (!(%s) || self.spec.%4$s.%5$s == oldSelf.spec.%4$s.%5$s))"
        .formatted(here, before, here, parent, field);
  }

  private static String sameDefaulted(String parent, String field, String without) {
    var here =
        "(has(self.spec.%1$s) ? self.spec.%1$s.%2$s : %3$s)".formatted(parent, field, without);
    return here + " == " + here.replace("self.", "oldSelf.");
  }

  /**
   * What a field counts as while the record around it is absent; null where that is the same as
   * being absent.
   */
  private static @Nullable String valueWithoutParent(RecordComponent inner) {
    var standard = inner.getAccessor().getAnnotation(Default.class);
    return standard == null ? null : "'" + standard.value() + "'";
  }

  private static boolean isAlwaysThere(RecordComponent component) {
    var accessor = component.getAccessor();
    return accessor.isAnnotationPresent(Required.class)
        || accessor.isAnnotationPresent(Default.class);
  }
}
