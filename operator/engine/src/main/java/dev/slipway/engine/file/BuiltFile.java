package dev.slipway.engine.file;

import dev.slipway.engine.finding.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * A migration file that was just written.
 *
 * @param findings what its readers should know, and what somebody accepted
 */
public record BuiltFile(Path path, Digest digest, Manifest manifest, List<Finding> findings) {
  public BuiltFile {
    findings = List.copyOf(findings);
  }
}
