package dev.slipway.cli;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan for people: where it is, who is awaited, and each step. */
final class PlanText {
  private PlanText() {}

  static List<String> of(MigrationPlan plan) {
    var lines = new ArrayList<String>();
    var status = plan.getStatus();
    lines.add(plan.getMetadata().getName() + " into " + plan.getSpec().target());
    if (status == null || status.conditions().isEmpty()) {
      lines.add("  no operator has seen it yet");
      return lines;
    }
    add(lines, "phase", Words.of(requireNonNullElse(status.phase(), PlanPhase.PENDING)));
    add(lines, "file", status.file());
    add(lines, "message", status.message());
    add(lines, "awaited", status.waitingFor());
    if (!status.missingVariables().isEmpty()) {
      add(lines, "missing", String.join(", ", status.missingVariables()));
    }
    if (status.preview() != null) {
      add(lines, "preview", preview(plan));
      add(lines, "", status.preview().digest());
      add(lines, "", status.preview().location());
    }
    add(lines, "approved by", status.approvedBy());
    add(lines, "backup", status.backup());
    add(lines, "record", status.record() == null ? null : status.record().location());
    status.conditions().stream()
        .filter(it -> it.type().equals("Stalled") || it.type().equals("Failed"))
        .filter(it -> it.status() == ConditionStatus.TRUE)
        .forEach(it -> add(lines, it.type().toLowerCase(Locale.ROOT), inWords(it)));
    status.steps().forEach(it -> lines.add("    " + step(it)));
    return lines;
  }

  /** In one line: what it would do. */
  static String preview(MigrationPlan plan) {
    var status = plan.getStatus();
    var preview = status == null ? null : status.preview();
    if (preview == null) {
      return "no preview yet";
    }
    var closed =
        preview.closedForAbout() == null ? "" : ", closed for about " + preview.closedForAbout();
    return "%s rows added, %s changed, %s removed, %s kept%s"
        .formatted(
            count(preview.added()),
            count(preview.changed()),
            count(preview.removed()),
            count(preview.kept()),
            closed);
  }

  private static String inWords(Condition condition) {
    return condition.reason() + ": " + condition.message();
  }

  private static String step(StepStatus step) {
    var since = Objects.toString(requireNonNullElse(step.finishedAt(), step.startedAt()), "");
    var note = step.note() == null ? "" : "  " + step.note();
    return "%-20s %-9s %s%s".formatted(step.name(), Words.of(step.state()), since, note);
  }

  private static String count(@Nullable Long count) {
    return count == null ? "?" : count.toString();
  }

  private static void add(List<String> lines, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      lines.add("  %-12s %s".formatted(name, value));
    }
  }
}
