package dev.slipway.cli;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.engine.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rules block of a plan, in a file of its own. */
final class RulesFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private RulesFile() {}

  /** Without a file, what a plan without rules has. */
  static RuleSet read(@Nullable Path file) {
    try {
      return RuleParser.parse(
          file == null ? MissingNode.getInstance() : YAML.readTree(file.toFile()));
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
