package dev.slipway.engine.rules;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.util.List;

/** Everything that is wrong with some rules, told at once. */
final class RuleFindings {
  private RuleFindings() {}

  static void refuse(List<String> findings) {
    if (!findings.isEmpty()) {
      throw new EngineException(FailureCode.RULES_ILLEGAL, "rules: " + String.join("; ", findings));
    }
  }
}
