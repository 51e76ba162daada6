package dev.slipway.engine.restore;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the app that works in the target is the one whose database comes back. Of what either
 * side does not tell nothing is said.
 */
record TargetApp(AppFacts backup, AppFacts target) {
  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    if (differ(backup.version(), target.version())) {
      findings.add(
          Finding.acceptableRefusal(
              "core-version",
              "core",
              "the backup is of version %s, and the target runs %s"
                  .formatted(backup.version(), target.version()),
              "run the backup's version there first, as the app may not go back by itself"));
    }
    if (backup.plugins() != null && target.plugins() != null) {
      backup
          .plugins()
          .forEach((name, plugin) -> compare(name, plugin, target.plugins().get(name), findings));
    }
    return findings;
  }

  private static void compare(
      String name,
      AppFacts.Plugin plugin,
      AppFacts.@Nullable Plugin other,
      List<Finding> findings) {
    if (!plugin.enabled()) {
      return;
    }
    if (other == null) {
      findings.add(
          Finding.acceptableRefusal(
              "plugin-missing",
              name,
              "the backup's app uses this plugin, and the target does not know it",
              "see that the target's image has it"));
    } else if (differ(plugin.version(), other.version())) {
      findings.add(
          Finding.acceptableRefusal(
              "plugin-version",
              name,
              "the backup is of version %s, and the target has %s"
                  .formatted(plugin.version(), other.version()),
              "see that the target's image has the backup's version"));
    }
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }
}
