package dev.slipway.engine.check;

/** What came of one check. */
public sealed interface Verdict {
  /** The name of the check. */
  String check();

  /** The answer is as expected. */
  record Passed(String check) implements Verdict {}

  /**
   * The answer is another one.
   *
   * @param why what was expected and what came, without a secret or a row
   */
  record Failed(String check, String why) implements Verdict {}

  /** There is no answer to judge. */
  record Inconclusive(String check, String why) implements Verdict {}
}
