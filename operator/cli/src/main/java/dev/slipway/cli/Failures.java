package dev.slipway.cli;

import dev.slipway.engine.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What no command expected is a bug: it is logged once, here, with its stack. */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.status();
    }
    LOG.atError().setCause(e).log("{} failed: please report this", command.getCommandName());
    return ExitCode.BUG.status();
  }
}
