package dev.slipway.controllers.schedule;

/** From what is seen to what the clock asks for. */
public final class UpkeepPlanner {
  private UpkeepPlanner() {}

  /** Whether something of it depends on Jobs: those are not looked at in each pass. */
  public static boolean asksForJobs(UpkeepView seen) {
    return new Keeping(seen).asksForJobs();
  }

  public static Upkeep next(UpkeepView seen) {
    var schedule = BackupSchedule.of(seen);
    var keeping = new Keeping(seen);
    var wanted = seen.wanted();
    return new Upkeep(
        wanted.schedule() != null || wanted.retention() != null,
        schedule.next(),
        schedule.result(),
        keeping.result(),
        keeping.retained(),
        keeping.gone(),
        seen.now());
  }
}
