package dev.slipway.engine.restore;

import dev.slipway.engine.backup.BackedUpApp;
import dev.slipway.engine.finding.Acceptance;
import java.util.List;

/**
 * On which terms a backup is brought back.
 *
 * @param withGrants whether grants come back; without them the roles that they name need not exist
 * @param app by which the target tells of the app in it; of one that is unknown nothing is compared
 * @param accept findings of the preflight that a person overrules
 * @param intoEmpty whether nothing may be replaced: the target has to be empty
 */
public record RestoreTerms(
    boolean withGrants, BackedUpApp app, List<Acceptance> accept, boolean intoEmpty) {
  public static final RestoreTerms PLAIN =
      new RestoreTerms(true, BackedUpApp.UNKNOWN, List.of(), false);

  public RestoreTerms {
    accept = List.copyOf(accept);
  }

  /** What a person, or a fence, overrules to let others stay connected to a database. */
  public static String sessionsOf(String database) {
    return RestorePreflight.SESSIONS + ":" + database;
  }

  public RestoreTerms withoutGrants() {
    return new RestoreTerms(false, app, accept, intoEmpty);
  }

  public RestoreTerms withApp(BackedUpApp other) {
    return new RestoreTerms(withGrants, other, accept, intoEmpty);
  }

  public RestoreTerms withAccept(List<Acceptance> others) {
    return new RestoreTerms(withGrants, app, others, intoEmpty);
  }

  public RestoreTerms withIntoEmpty(boolean wanted) {
    return new RestoreTerms(withGrants, app, accept, wanted);
  }
}
