package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.retention.Decision;
import dev.slipway.engine.retention.Pins;
import dev.slipway.engine.retention.PruneRequest;
import dev.slipway.engine.retention.Pruning;
import dev.slipway.engine.retention.RetentionPolicy;
import dev.slipway.engine.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prune",
    description = {
      "Take away the backups that a policy does not keep, in each environment by itself.",
      "The newest one, the newest verified one, pinned ones and those that --protect names stay."
    })
final class PruneCommand extends Verb implements IExitCodeGenerator {
  @Parameters(paramLabel = "STORE", description = "s3://bucket/prefix or dir:PATH.")
  private String address;

  @Option(names = "--keep-last", paramLabel = "N", description = "The newest N stay.")
  private int last;

  @Option(
      names = "--keep-daily",
      paramLabel = "N",
      description = "Of the newest N days that have a backup, the newest of each stays.")
  private int daily;

  @Option(names = "--keep-weekly", paramLabel = "N", description = "Likewise of weeks.")
  private int weekly;

  @Option(names = "--keep-monthly", paramLabel = "N", description = "Likewise of months.")
  private int monthly;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "By whose clock a day ends, such as Europe/Berlin (default: ${DEFAULT-VALUE}).",
      defaultValue = "UTC")
  private String zone;

  @Option(
      names = "--keep-checkpoints",
      paramLabel = "N",
      description = "The newest N checkpoints stay (default: all).")
  private @Nullable Integer checkpoints;

  @Option(
      names = "--keep-undo",
      paramLabel = "N",
      description = "The ways back of the newest N releases stay (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + RetentionPolicy.RELEASES)
  private int releases;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Only this one (default: each that the store has).")
  private String environment = "";

  @Option(
      names = "--protect",
      paramLabel = "LOCATION",
      description = "This one stays: a release refers to it. May be given several times.")
  private List<String> referred = List.of();

  @Option(
      names = "--pin",
      paramLabel = "LOCATION",
      description = "Mark this backup: it stays until --unpin. May be given several times.")
  private List<String> pin = List.of();

  @Option(
      names = "--unpin",
      paramLabel = "LOCATION",
      description = "Take the mark away. May be given several times.")
  private List<String> unpin = List.of();

  @Option(
      names = "--dry-run",
      description = "Say of each one why it stays or would go; change nothing.")
  private boolean dryRun;

  @Mixin private StoreOptions store;

  private boolean isRefused;

  @Override
  public void run() {
    try (var opened = store.open(address);
        var progress = ProgressLine.onTerminal()) {
      var marks = marks(opened);
      if (!marks.isEmpty() && !asksForMore()) {
        output().answer(marks, marks);
        return;
      }
      requireThere(opened);
      var pruning = new Pruning(opened, Clock.systemUTC(), progress);
      if (dryRun) {
        var decisions = pruning.plan(request());
        output().answer(decisions, decisions.stream().map(Decision::inWords).toList());
        return;
      }
      var pruned = pruning.prune(request());
      isRefused = pruned.left().stream().anyMatch(it -> !it.held());
      output().answer(pruned, InventoryText.of(pruned));
    }
  }

  @Override
  public int getExitCode() {
    return (isRefused ? ExitCode.REFUSED : ExitCode.DONE).status();
  }

  private boolean asksForMore() {
    return last != 0 || daily != 0 || weekly != 0 || monthly != 0;
  }

  private List<String> marks(ObjectStore opened) {
    if (dryRun && !(pin.isEmpty() && unpin.isEmpty())) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "--dry-run changes nothing: leave --pin and --unpin out");
    }
    var pins = new Pins(opened);
    pin.forEach(pins::pin);
    unpin.forEach(pins::unpin);
    return Stream.concat(
            pin.stream().map(it -> it + " is pinned"), unpin.stream().map(it -> it + " is not"))
        .toList();
  }

  /** A slip of the pen would protect nothing. */
  private void requireThere(ObjectStore opened) {
    for (var location : referred) {
      if (opened.list(location).isEmpty()) {
        throw new EngineException(
            FailureCode.ORDER_INVALID,
            "--protect %s: there is no such thing in %s".formatted(location, opened.inWords()));
      }
    }
  }

  private PruneRequest request() {
    var policy =
        new RetentionPolicy(
            last, daily, weekly, monthly, RetentionPolicy.zone(zone), checkpoints, releases);
    return new PruneRequest(environment, policy, referred);
  }
}
