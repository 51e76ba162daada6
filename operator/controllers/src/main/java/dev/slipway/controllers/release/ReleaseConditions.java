package dev.slipway.controllers.release;

import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;

import dev.slipway.api.plan.OnFailure;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.Readiness;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan claims of itself, for tools and people. */
final class ReleaseConditions {
  private static final String RECORDED = "Recorded";
  private static final int MAX_MESSAGE = 1000;
  private static final int SOME_WORDS = 100;

  private final ReleaseView seen;
  private final Decision decision;
  private final Conditions conditions;

  ReleaseConditions(ReleaseView seen, Decision decision) {
    this.seen = seen;
    this.decision = decision;
    this.conditions = new Conditions(seen.status().conditions(), seen.generation(), seen.now());
  }

  List<Condition> all() {
    var milestones = milestones();
    var all = new ArrayList<>(readiness(milestones).conditions(conditions));
    all.addAll(milestones);
    all.addAll(end(milestones));
    return all;
  }

  /** Those of the end, and whether it is on record. */
  List<Condition> withRecord() {
    var all = new ArrayList<>(seen.status().conditions());
    all.removeIf(it -> it.type().equals(RECORDED));
    recorded().ifPresent(all::add);
    return List.copyOf(all);
  }

  private Optional<Condition> recorded() {
    return switch (decision.result()) {
      case Done(var note) when decision.journal().isDone(WriteRecord.STEP) ->
          Optional.of(conditions.of(RECORDED, TRUE, "Done", note));
      case NotNeeded(var why) -> Optional.of(conditions.of(RECORDED, FALSE, "RecordMissing", why));
      default -> Conditions.find(seen.status().conditions(), RECORDED);
    };
  }

  private List<Condition> milestones() {
    var claims = new ArrayList<Condition>();
    for (var milestone : Milestone.values()) {
      milestone(milestone).ifPresent(claims::add);
    }
    return claims;
  }

  private Optional<Condition> milestone(Milestone milestone) {
    var type = milestone.condition();
    if (milestone == Milestone.VALIDATED && isTakenBack()) {
      return Optional.of(
          conditions.of(type, FALSE, "TakenBack", "a person had the release taken back"));
    }
    if (decision.result() instanceof Fail(var reason, var message)
        && Milestone.in(seen.phase()).filter(milestone::equals).isPresent()) {
      return Optional.of(conditions.of(type, FALSE, reason, message));
    }
    if (milestone.isReached(decision.journal(), seen.spec())) {
      return Optional.of(conditions.of(type, TRUE, "Done", "done"));
    }
    return Conditions.find(seen.status().conditions(), type);
  }

  /** Whoever takes it back once users are in has found that it is not good. */
  private boolean isTakenBack() {
    return seen.isTakingBack() && decision.journal().isDone(Undo.STEP);
  }

  private Readiness readiness(List<Condition> milestones) {
    return switch (decision.phase()) {
      case SUCCEEDED ->
          wasThereBefore()
              ? ended(TRUE, "AlreadyApplied", "the target runs the file, and was left alone")
              : ended(TRUE, "Succeeded", "the file is released, validated and open");
      case ROLLED_BACK, FAILED, ABORTED -> {
        var why = failure(milestones);
        yield ended(FALSE, why.reason(), why.message());
      }
      case NEEDS_ATTENTION -> {
        var why = failure(milestones);
        yield ended(FALSE, why.reason(), attention(why));
      }
      default ->
          switch (decision.result()) {
            case Stall stall -> Readiness.of(stall);
            case Wait(var what, _) when what.startsWith(WindowGate.CLOSED) ->
                new Readiness(FALSE, TRUE, FALSE, "WindowClosed", decision.result().inWords());
            default -> Readiness.progressing(decision.result().inWords());
          };
    };
  }

  private boolean wasThereBefore() {
    return decision.journal().isDone(CheckCurrentFile.STEP);
  }

  private static Readiness ended(ConditionStatus ready, String reason, String message) {
    var stalled = ready == TRUE ? FALSE : TRUE;
    return new Readiness(ready, FALSE, stalled, reason, message);
  }

  /** The commands are what it is for: where there is no room for all, the reason is cut. */
  private String attention(Condition why) {
    var commands =
        (isShut() ? "; the app is closed. " : "; users may be in. ")
            + new Answers(seen, decision.journal()).inWords();
    return cut(why.message(), Math.max(SOME_WORDS, MAX_MESSAGE - commands.length())) + commands;
  }

  private static String cut(String words, int most) {
    return words.length() <= most ? words : words.substring(0, most - 1) + "…";
  }

  private boolean isShut() {
    var app = seen.app();
    var record = seen.status().quiesce();
    return app == null || record == null || Doors.areShut(app, record);
  }

  /** What was expected, beside what it came to. */
  private String closedFor() {
    var status = seen.status();
    var preview = status.preview();
    if (status.maintenanceSeconds() == null) {
      return "";
    }
    var closed = Durations.inWords(Duration.ofSeconds(status.maintenanceSeconds()));
    return preview == null || preview.closedForAbout() == null
        ? "; it was closed for " + closed
        : "; it was closed for " + closed + ", and expected to be for " + preview.closedForAbout();
  }

  private List<Condition> end(List<Condition> milestones) {
    var why = failure(milestones);
    return switch (decision.phase()) {
      case SUCCEEDED ->
          List.of(
              wasThereBefore()
                  ? conditions.of(
                      "Complete", TRUE, "AlreadyApplied", "the target runs the file already")
                  : conditions.of(
                      "Complete", TRUE, "Succeeded", "released and open" + closedFor()));
      case ROLLED_BACK, FAILED, ABORTED ->
          List.of(conditions.of("Failed", TRUE, why.reason(), ending() + why.message()));
      default -> List.of();
    };
  }

  private String ending() {
    return switch (decision.phase()) {
      case ROLLED_BACK -> "rolled back: ";
      case ABORTED -> "aborted, and nothing is changed: ";
      case FAILED ->
          decision.journal().isDone(Apply.STEP)
              ? "reopened with what was released, which is not validated: "
              : "failed, and nothing is changed: ";
      default -> "";
    };
  }

  /** The way back comes first: where that fails, it is what people have to know of. */
  private Condition failure(List<Condition> milestones) {
    if (seen.isTakingBack() && decision.phase() != PlanPhase.NEEDS_ATTENTION) {
      return Conditions.find(milestones, Milestone.ROLLED_BACK.condition())
          .filter(it -> it.status() == FALSE)
          .orElseGet(() -> firstFailure(milestones));
    }
    if (decision.phase() == PlanPhase.NEEDS_ATTENTION) {
      return Conditions.find(milestones, Milestone.ROLLED_BACK.condition())
          .filter(it -> it.status() == FALSE)
          .orElseGet(() -> held(firstFailure(milestones)));
    }
    return firstFailure(milestones);
  }

  private Condition held(Condition why) {
    var since =
        seen.spec().onFailure() == OnFailure.HOLD
            ? "held, as the plan says: "
            : isShut()
                ? "held, for nothing was kept to go back to: "
                : "held, for somebody opened its Services, so others may have written since: ";
    return conditions.of("Failed", TRUE, "Held", since + why.message());
  }

  private Condition firstFailure(List<Condition> milestones) {
    return Milestone.onTheWay().stream()
        .flatMap(it -> Conditions.find(milestones, it.condition()).stream())
        .filter(it -> it.status() == FALSE)
        .findFirst()
        .orElseGet(() -> conditions.of("Failed", TRUE, "Unknown", "for a reason that is lost"));
  }
}
