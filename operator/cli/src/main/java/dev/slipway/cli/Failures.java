package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What a verb ends with when it fails: one line and the exit code of what was foreseen. Anything
 * else is a bug, and is logged once, here, with its stack.
 */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    return switch (e) {
      case EngineException known -> {
        say(known, command);
        yield known.code().exitCode().status();
      }
      case ClusterFailure known -> {
        if (command.getCommand() instanceof Verb verb) {
          verb.output().failure(known.reason(), String.valueOf(known.getMessage()));
        }
        yield known.exitCode().status();
      }
      case InterruptedException _ -> {
        Thread.currentThread().interrupt();
        yield ExitCode.INTERRUPTED.status();
      }
      default -> {
        log().atError().setCause(e).log("{} failed: please report this", command.getCommandName());
        yield ExitCode.BUG.status();
      }
    };
  }

  /** Only now, since most verbs end without a word to a log that takes a while to be set up. */
  private static Logger log() {
    return LoggerFactory.getLogger(Failures.class);
  }

  private static void say(EngineException known, CommandLine command) {
    if (command.getCommand() instanceof Verb verb) {
      verb.output().failure(known);
    } else {
      command
          .getErr()
          .println("slipway: " + known.getMessage() + " [" + known.code().reason() + "]");
    }
  }
}
