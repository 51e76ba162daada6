package dev.slipway.cli;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "page",
    description = {
      "Answer every request with 503 and a page that says that the app comes back.",
      "Runs in the cluster while an app is closed, and needs no rights there."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PageCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      required = true,
      description = "Where to answer; any number of times.")
  private List<Integer> ports = new ArrayList<>();

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "At which address (default: every one).")
  private @Nullable String address;

  @Option(
      names = "--retry-after",
      paramLabel = "DURATION",
      description = "What programs are told to wait, such as 90s or 10m (default: 10m).",
      defaultValue = "10m")
  private String retryAfter;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "A page of your own; where it is missing ours is shown.")
  private @Nullable Path own;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var page = new MaintenancePage(own, retryAfter);
    var servers = ports.stream().map(port -> serve(port, page)).toList();
    try {
      servers.forEach(HttpServer::start);
      servers.forEach(it -> spec.commandLine().getOut().println("answering at " + it.getAddress()));
      spec.commandLine().getOut().flush();
      new CountDownLatch(1).await();
    } finally {
      servers.forEach(it -> it.stop(0));
    }
    return ExitCode.DONE.status();
  }

  private HttpServer serve(int port, MaintenancePage page) {
    try {
      var server =
          HttpServer.create(
              address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port),
              0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", page::answer);
      return server;
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "nothing can listen at port " + port + ": " + e.getMessage());
    }
  }
}
