package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.Stage;
import dev.slipway.api.plan.Approval;
import dev.slipway.api.plan.ApprovalMode;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the target wants of those who decide about a release. */
record Gates(ReleaseView seen) {
  static final String GIT = "git";

  private static final Duration RECHECK = Duration.ofSeconds(30);

  /** Why nobody could approve the plan as it is, whoever tried. */
  Optional<StepResult> closed() {
    if (target().stage() == Stage.PRODUCTION && !seen.around().unenforced().isEmpty()) {
      return stall(
          "ApprovalNotEnforced",
          "the admission policies that hold approvals to those who may give them are not in force: "
              + String.join(", ", seen.around().unenforced())
              + ". Install the chart with policies.create=true, and leave its policies as they are");
    }
    if (!target().separateApprover()) {
      return Optional.empty();
    }
    if (seen.approvalMode() == ApprovalMode.AUTOMATIC) {
      return stall(
          "ApproverIsAuthor",
          "approval.mode is Automatic, and separateApprover of the environment wants somebody else"
              + " than the author to approve: take approval.mode out");
    }
    return seen.spec().createdBy() == null
        ? stall(
            "AuthorUnknown",
            "separateApprover of the environment wants to know who wrote the plan: make it anew"
                + " with spec.createdBy, your own name")
        : Optional.empty();
  }

  /** Why what somebody has decided does not count. */
  Optional<StepResult> refused(Approval approval) {
    if (!isTrusted(approval.by())) {
      return stall("GitNotTrusted", notTrusted("approval"));
    }
    return target().separateApprover() && Objects.equals(approval.by(), seen.spec().createdBy())
        ? stall(
            "ApproverIsAuthor",
            approval.by()
                + " wrote the plan, and separateApprover of the environment wants somebody else to"
                + " approve it")
        : Optional.empty();
  }

  boolean isTrusted(@Nullable String by) {
    return !GIT.equals(by) || target().trustGit();
  }

  static String notTrusted(String field) {
    return "spec."
        + field
        + ".by is git, and the environment does not count that: set trustGit there, or have a person"
        + " decide";
  }

  private AppEnvironmentSpec target() {
    return seen.target().getSpec();
  }

  private static Optional<StepResult> stall(String reason, String message) {
    return Optional.of(new Stall(reason, message, RECHECK));
  }
}
