package dev.slipway.controllers.release;

import static java.util.stream.Collectors.joining;

import dev.slipway.api.plan.ResolveAction;
import dev.slipway.controllers.step.Journal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person may answer to a release that cannot go on by itself, ready to be typed.
 *
 * @param journal with what has failed in this pass
 */
record Answers(ReleaseView seen, Journal journal) {
  /** What tells the answers apart, in a line. */
  static final String IN_SHORT =
      "a person: set spec.resolve to Retry, Rollback or Reopen, with a new nonce";

  String inWords() {
    return possible().stream()
        .map(this::inWords)
        .collect(joining("; ", "Answer with one of: ", ""));
  }

  private List<ResolveAction> possible() {
    var actions = new ArrayList<ResolveAction>();
    if (Route.failed(journal).isPresent()) {
      actions.add(ResolveAction.RETRY);
    }
    if (WayBack.isThere(seen) && !seen.isTakingBack()) {
      actions.add(ResolveAction.ROLLBACK);
    }
    actions.add(ResolveAction.REOPEN);
    return actions;
  }

  private String inWords(ResolveAction action) {
    return switch (action) {
      case RETRY -> patch("Retry") + " (slipway retry " + plan() + ") to try again";
      case ROLLBACK -> patch("Rollback") + " (slipway rollback " + plan() + ") to take it back";
      case REOPEN ->
          patch("Reopen") + " (slipway reopen " + environment() + ") to open the app as it is";
    };
  }

  private String patch(String action) {
    return "kubectl patch mplan "
        + plan()
        + " --type merge -p '{\"spec\":{\"resolve\":{\"action\":\""
        + action
        + "\",\"nonce\":\""
        + nextNonce()
        + "\"}}}'";
  }

  private String plan() {
    return seen.plan().getMetadata().getName() + " -n " + seen.namespace();
  }

  private String environment() {
    return seen.spec().target() + " -n " + seen.namespace();
  }

  /** One that was not used before, and short. */
  private String nextNonce() {
    var used = seen.status().resolvedNonce();
    if (used == null) {
      return "1";
    }
    return used.matches("[0-9]{1,6}") ? String.valueOf(Integer.parseInt(used) + 1) : used + "-1";
  }
}
