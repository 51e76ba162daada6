package dev.slipway.testkit;

import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import dev.slipway.testkit.s3.S3Server;
import java.io.IOException;
import java.io.OutputStream;

/** The main class of a JVM that uses servers and then waits to be killed. */
final class Bystander {
  private Bystander() {}

  public static void main(String[] arguments) throws IOException {
    var postgres = PostgresServer.start(PostgresInstallation.newest());
    var s3 = S3Server.start();
    System.out.println(postgres.data());
    System.out.println(s3.data());
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
