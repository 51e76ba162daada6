package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.reference.ObjectReference;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.environment.PlanClaims;
import dev.slipway.controllers.environment.ValidatedFiles;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Words;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.ReleaseRecord;
import dev.slipway.engine.order.ReleaseRecord.Closed;
import dev.slipway.engine.order.ReleaseRecord.Kept;
import dev.slipway.engine.order.ReleaseRecord.PreviewShort;
import dev.slipway.engine.order.ReleaseRecord.Step;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.ValidatedMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run that has ended. Of the spec it takes names and words of people only: values
 * of headers, queries and the like stay where they are.
 */
record RecordOf(ReleaseView seen) {
  ReleaseRecord record(RunStep step) {
    var status = seen.status();
    var spec = seen.spec();
    var why = why();
    return new ReleaseRecord(
        ReleaseRecord.FORMAT_VERSION,
        SlipwayVersion.current(),
        name(),
        step.run(),
        emptyToNull(Runs.nonceOf(seen.plan())),
        step.environment(),
        seen.target().getSpec().app(),
        seen.target().getSpec().stage().name(),
        Words.of(seen.phase()),
        why.map(Condition::reason).orElse(null),
        why.map(Condition::message).orElse(requireNonNullElse(status.message(), "")),
        status.file(),
        source(),
        spec.description(),
        spec.createdBy(),
        status.approvedBy(),
        new PlanClaims(seen.plan()).signedOffBy(),
        seen.accepted(),
        requireNonNullElse(status.startedAt(), seen.now()),
        finishedAt(),
        closed(),
        status.steps().stream()
            .filter(it -> !it.name().equals(WriteRecord.STEP))
            .map(RecordOf::step)
            .toList(),
        preview(),
        backup(),
        undo(),
        seen.attempts().result(Validate.STEP, Checked.class).map(Checked::passed).orElse(List.of()),
        List.of(),
        null);
  }

  /** Other clusters go by it. One that was proven before is so since then. */
  @Nullable ValidatedMark mark(RunStep step) {
    var claims = new PlanClaims(seen.plan());
    if (claims.prove()) {
      return mark(step, finishedAt(), claims.signedOffBy());
    }
    return wasThereBefore()
        ? ValidatedFiles.find(seen.target(), seen.requireFile())
            .map(it -> mark(step, requireNonNullElse(it.since(), finishedAt()), it.by()))
            .orElse(null)
        : null;
  }

  private @Nullable ValidatedMark mark(RunStep step, Instant since, @Nullable String by) {
    var file = seen.status().file();
    return file == null
        ? null
        : new ValidatedMark(
            ValidatedMark.FORMAT_VERSION,
            seen.target().getSpec().app(),
            step.environment(),
            file,
            name(),
            step.run(),
            since,
            by);
  }

  private boolean wasThereBefore() {
    return seen.phase() == PlanPhase.SUCCEEDED && seen.journal().isDone(CheckCurrentFile.STEP);
  }

  /** The file that did not stand the test this time, whatever was said of it before. */
  @Nullable String withdrawn() {
    return new PlanClaims(seen.plan()).disprove() ? seen.status().file() : null;
  }

  private String name() {
    return seen.namespace() + "/" + seen.plan().getMetadata().getName();
  }

  private Instant finishedAt() {
    return requireNonNullElse(seen.status().finishedAt(), seen.now());
  }

  private Optional<Condition> why() {
    var type = seen.phase() == PlanPhase.SUCCEEDED ? "Complete" : "Failed";
    return Conditions.find(seen.status().conditions(), type);
  }

  private String source() {
    var source = seen.spec().source();
    if (source.environments() != null) {
      return "AppEnvironment "
          + source.environments().stream().map(RecordOf::inWords).collect(Collectors.joining(", "));
    }
    return source.plan() != null
        ? "MigrationPlan " + inWords(source.plan())
        : "the releases store, by digest";
  }

  private static String inWords(ObjectReference reference) {
    return reference.namespace() + "/" + reference.name();
  }

  private @Nullable Closed closed() {
    var record = seen.status().quiesce();
    var preview = seen.status().preview();
    return record == null || record.since() == null
        ? null
        : new Closed(
            record.since(),
            seen.status().maintenanceSeconds(),
            preview == null ? null : preview.closedForAbout());
  }

  private static Step step(StepStatus step) {
    return new Step(
        step.name(),
        step.state().name(),
        step.attempt(),
        step.startedAt(),
        step.finishedAt(),
        step.note());
  }

  private @Nullable PreviewShort preview() {
    var preview = seen.status().preview();
    return preview == null
        ? null
        : new PreviewShort(
            preview.digest(),
            preview.location(),
            preview.added(),
            preview.changed(),
            preview.removed(),
            preview.kept());
  }

  private @Nullable Kept backup() {
    var name = seen.status().backup();
    return name == null ? null : new Kept(name, BackUp.location(seen));
  }

  private @Nullable UndoFile undo() {
    return seen.attempts().result(Apply.STEP, Applied.class).map(Applied::undo).orElse(null);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
