package dev.slipway.engine.restore;

import dev.slipway.engine.finding.Acceptance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a backup is brought back.
 *
 * @param withGrants whether grants come back; without them the roles that they name need not exist
 * @param app how the target tells of the app in it; absent: its version is not compared
 * @param accept findings of the preflight that a person overrules
 */
public record RestoreTerms(
    boolean withGrants, @Nullable InstalledApp app, List<Acceptance> accept) {
  public static final RestoreTerms PLAIN = new RestoreTerms(true, null, List.of());

  public RestoreTerms {
    accept = List.copyOf(accept);
  }

  /** What a person, or a fence, overrules to let others stay connected to a database. */
  public static String sessionsOf(String database) {
    return RestorePreflight.SESSIONS + ":" + database;
  }

  public RestoreTerms withoutGrants() {
    return new RestoreTerms(false, app, accept);
  }

  public RestoreTerms withApp(InstalledApp other) {
    return new RestoreTerms(withGrants, other, accept);
  }

  public RestoreTerms withAccept(List<Acceptance> others) {
    return new RestoreTerms(withGrants, app, others);
  }
}
