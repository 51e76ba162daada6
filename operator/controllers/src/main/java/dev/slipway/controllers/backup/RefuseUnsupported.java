package dev.slipway.controllers.backup;

import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.DeletionPolicy;
import dev.slipway.api.backup.Verification;
import dev.slipway.controllers.environment.NotSupportedYet;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who asks for more than this version can do gets nothing, rather than less. */
final class RefuseUnsupported implements Step<BackupView> {
  private static final Duration RECHECK = Duration.ofMinutes(1);

  @Override
  public StepResult evaluate(BackupView seen) {
    var fields = fields(seen.spec());
    if (!fields.isEmpty()) {
      return stall(
          "this version of Slipway does not support "
              + String.join(", ", fields)
              + " yet: make a Backup without it");
    }
    return new Done("all that is asked for is supported");
  }

  private static StepResult stall(String why) {
    return new Stall(NotSupportedYet.REASON, why, RECHECK);
  }

  private static List<String> fields(BackupSpec spec) {
    var fields = new ArrayList<String>();
    if (spec.scope() == BackupScope.CONFIGURATION) {
      fields.add("scope: Configuration");
    }
    if (spec.adopt() != null) {
      fields.add("adopt");
    }
    if (spec.verify() == Verification.SCRATCH) {
      fields.add("verify: Scratch");
    }
    if (spec.deletionPolicy() == DeletionPolicy.DELETE) {
      fields.add("deletionPolicy: Delete");
    }
    if (spec.expiresAfter() != null) {
      fields.add("expiresAfter");
    }
    return fields;
  }
}
