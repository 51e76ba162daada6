package dev.slipway.controllers.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Journal;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a step was done on the strength of and people may still change, as a few digits at the end
 * of its note: so it shows, whoever is asked later, that it has changed since.
 */
final class Basis {
  private static final KubernetesSerialization JSON = SlipwaySerialization.create();
  private static final Pattern MARK = Pattern.compile(" \\[of ([0-9a-f]{8})]$");
  private static final int DIGITS = 8;

  private Basis() {}

  /** Whether a step's worker is told what people may still change. */
  static boolean isPartOf(String step) {
    return step.startsWith(Build.STEP) || step.equals(Merge.STEP) || step.equals(Preview.STEP);
  }

  /** What a step's worker is told of what people may still change; absent where that is nothing. */
  static @Nullable String told(String step, ReleaseView seen) {
    if (!isPartOf(step)) {
      return null;
    }
    return digits(of(step.startsWith(Build.STEP) ? Build.STEP : step, seen));
  }

  /** The note with which a step ends. */
  static String marked(String step, String note, ReleaseView seen) {
    var parts = of(step, seen);
    return parts.isEmpty() ? note : note + " [of " + digits(parts) + "]";
  }

  /** Whether a step was done on the strength of something else than what holds now. */
  static boolean hasChanged(String step, ReleaseView seen) {
    var then = mark(step, seen.journal());
    return then != null && !then.equals(digits(of(step, seen)));
  }

  private static @Nullable String mark(String step, Journal journal) {
    return journal
        .entry(step)
        .filter(_ -> journal.isDone(step))
        .map(StepStatus::note)
        .map(MARK::matcher)
        .filter(found -> found.find())
        .map(found -> found.group(1))
        .orElse(null);
  }

  private static List<@Nullable Object> of(String step, ReleaseView seen) {
    var plan = seen.spec();
    return switch (step) {
      case Build.STEP -> Arrays.asList((Object) plan.rules());
      case Merge.STEP -> Arrays.asList(Merge.base(seen), plan.merge());
      case Preview.STEP -> Arrays.asList((Object) plan.accept());
      case Approve.STEP ->
          Arrays.asList(plan.rules(), plan.merge(), plan.accept(), plan.window(), gates(seen));
      default -> List.of();
    };
  }

  /** What the target's owners want of a release before it may begin. */
  private static List<@Nullable Object> gates(ReleaseView seen) {
    var target = seen.target().getSpec();
    return Arrays.asList(
        target.promotesFrom(),
        target.signOff(),
        target.driftPolicy(),
        target.allowSkippingBackup(),
        target.separateApprover(),
        target.trustGit());
  }

  private static String digits(List<@Nullable Object> parts) {
    var json = JSON.asJson(parts);
    return UUID.nameUUIDFromBytes(json.getBytes(UTF_8)).toString().substring(0, DIGITS);
  }
}
