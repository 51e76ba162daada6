package dev.slipway.engine.check;

import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.order.CheckOrder.HealthProbe;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is asked of an app: its health first, since an app that is not well fails every other
 * check, then every page and every query, whatever came of those before.
 */
public final class AppChecks {
  private static final String HEALTH = "health";

  private final Sessions sessions;
  private final String schema;
  private final ProgressSink progress;
  private final Pause pause;
  private final Duration patience;

  /**
   * @param schema of the app's tables, which queries name without it
   */
  public AppChecks(Sessions sessions, String schema, ProgressSink progress) {
    this(sessions, schema, progress, Pause.BETWEEN_TRIES, PageCheck.PATIENCE);
  }

  AppChecks(
      Sessions sessions, String schema, ProgressSink progress, Pause pause, Duration patience) {
    this.sessions = sessions;
    this.schema = schema;
    this.progress = progress;
    this.pause = pause;
    this.patience = patience;
  }

  public Verdicts make(
      @Nullable HealthProbe health, List<PageCheck> onPages, List<QueryCheck> onQueries) {
    var verdicts = new ArrayList<Verdict>();
    int total = (health == null ? 0 : 1) + onPages.size() + onQueries.size();
    try (var pages = new Pages()) {
      if (health != null) {
        new AppHealth(pages, pause, progress).await(health);
        verdicts.add(new Verdict.Passed(HEALTH));
      }
      for (var check : onPages) {
        verdicts.add(check.make(pages, pause, patience));
        progress.at(new ProgressMark("check", verdicts.size(), total, "checks"));
      }
    }
    for (var check : onQueries) {
      verdicts.add(check.make(sessions, schema));
      progress.at(new ProgressMark("check", verdicts.size(), total, "checks"));
    }
    return new Verdicts(verdicts);
  }
}
