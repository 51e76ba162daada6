package dev.slipway.engine;

import dev.slipway.engine.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A failure that was foreseen. Its message tells people what is wrong, where, and what to do; it
 * never holds a secret or a row.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A status field holds a thousand characters, and some belong to who quotes this. */
  private static final int LONGEST_MESSAGE = 900;

  private final FailureCode code;
  private final transient List<Finding> findings;

  public EngineException(FailureCode code, String message) {
    this(code, message, null, List.of());
  }

  public EngineException(FailureCode code, String message, @Nullable Throwable cause) {
    this(code, message, cause, List.of());
  }

  private EngineException(
      FailureCode code, String message, @Nullable Throwable cause, List<Finding> findings) {
    super(message, cause);
    this.code = code;
    this.findings = List.copyOf(findings);
  }

  /** Refused for all of these; the message tells as many of them as it has room for. */
  public static EngineException refused(FailureCode code, List<Finding> findings) {
    var whole = findings.stream().map(Finding::inWords).collect(Collectors.joining("; "));
    return new EngineException(code, shortened(whole, findings.size()), null, findings);
  }

  public FailureCode code() {
    return code;
  }

  /** What it was refused for, each by itself; empty where it is a single failure. */
  public List<Finding> findings() {
    return findings;
  }

  private static String shortened(String text, int count) {
    if (text.length() <= LONGEST_MESSAGE) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST_MESSAGE - 1)) ? 899 : LONGEST_MESSAGE;
    return text.substring(0, end) + "… (" + count + " findings)";
  }
}
