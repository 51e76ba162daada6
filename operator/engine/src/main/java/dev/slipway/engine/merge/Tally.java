package dev.slipway.engine.merge;

/** Counts what one source has done with the rows of a table. */
final class Tally {
  private long added;
  private long changed;
  private long removed;

  void count(Change change) {
    switch (change) {
      case ADDED -> added++;
      case CHANGED -> changed++;
      case REMOVED -> removed++;
      case UNCHANGED -> {}
    }
  }

  MergeReport.Brought by(String source) {
    return new MergeReport.Brought(source, added, changed, removed);
  }
}
