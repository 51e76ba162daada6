package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.store.S3Location;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.engine.order.StoredBackup;
import dev.slipway.engine.order.Verified;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes up a backup that is in the environment's store already, once all of it was read. */
final class AdoptBackup implements Step<BackupView> {
  static final String STEP = "Adopt";

  private static final Duration RECHECK = Duration.ofMinutes(1);
  private static final Pattern LOCATION = Pattern.compile("[^/]+/[^/]+");

  @Override
  public String name() {
    return STEP;
  }

  @Override
  public StepResult evaluate(BackupView seen) {
    var location = location(seen);
    return location.isEmpty() ? notInStore(seen) : verify(seen, location.get());
  }

  private static StepResult verify(BackupView seen, String location) {
    var decided = new Proof(seen, STEP).of(location, null);
    return decided instanceof Done ? adopted(seen, decided) : decided;
  }

  private static StepResult adopted(BackupView seen, StepResult done) {
    var scope =
        seen.attempts()
            .result(STEP, Verified.class)
            .map(Verified::backup)
            .map(StoredBackup::scope)
            .orElse("");
    var wanted = word(seen);
    return scope.equals(wanted)
        ? done
        : new Fail(
            "ScopeDiffers",
            "spec.scope is %s, and the backup that is there is %s: make a Backup that says so"
                .formatted(wanted, scope));
  }

  private static String word(BackupView seen) {
    return switch (seen.spec().scope()) {
      case FULL -> "Full";
      case DATABASE -> "Database";
      case CONFIGURATION -> "Configuration";
    };
  }

  /** Within the environment's store; empty where it is somewhere else. */
  private static Optional<String> location(BackupView seen) {
    var beginning = inWords(store(seen));
    var named = named(seen);
    return Optional.of(named)
        .filter(it -> it.startsWith(beginning))
        .map(it -> it.substring(beginning.length()).replaceAll("/+$", ""))
        .filter(it -> LOCATION.matcher(it).matches());
  }

  private static StepResult notInStore(BackupView seen) {
    return new Stall(
        "BackupNotInStore",
        "%s is no backup in the store of AppEnvironment %s, which begins with %s and goes on with <environment>/<id>: copy the folder there, or make a Backup of the environment whose store it is in"
            .formatted(named(seen), seen.spec().environment(), inWords(store(seen))),
        RECHECK);
  }

  private static String named(BackupView seen) {
    return requireNonNull(seen.spec().adopt(), "it is one to be adopted").location();
  }

  private static S3Location store(BackupView seen) {
    return seen.environment().getSpec().stores().backups().s3();
  }

  private static String inWords(S3Location store) {
    return "s3://" + store.bucket() + "/" + requireNonNullElse(store.prefix(), "");
  }
}
