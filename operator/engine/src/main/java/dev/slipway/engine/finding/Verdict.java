package dev.slipway.engine.finding;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What stands of some findings once people have spoken.
 *
 * @param standing all that nobody accepted, refusals among them
 * @param accepted those that somebody overruled
 * @param unheard the ids that were accepted though nothing of that name was found, or nothing that
 *     anybody may accept
 */
public record Verdict(List<Finding> standing, List<Finding> accepted, List<String> unheard) {
  public Verdict {
    standing = List.copyOf(standing);
    accepted = List.copyOf(accepted);
    unheard = List.copyOf(unheard);
  }

  public static Verdict of(Collection<Finding> findings, Collection<Acceptance> acceptances) {
    var ids = acceptances.stream().map(Acceptance::finding).collect(toSet());
    var sorted = findings.stream().sorted().distinct().toList();
    var accepted = sorted.stream().filter(it -> isAccepted(it, ids)).toList();
    var heard = accepted.stream().map(Finding::id).collect(toSet());
    return new Verdict(
        sorted.stream().filter(it -> !isAccepted(it, ids)).toList(),
        accepted,
        ids.stream().filter(it -> !heard.contains(it)).sorted().toList());
  }

  public List<Finding> refusals() {
    return standing.stream().filter(it -> it.severity().refuses()).toList();
  }

  private static boolean isAccepted(Finding finding, Set<String> ids) {
    return finding.severity() == Severity.ACCEPTABLE_REFUSAL && ids.contains(finding.id());
  }
}
