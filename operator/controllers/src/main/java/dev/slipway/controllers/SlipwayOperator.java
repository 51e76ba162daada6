package dev.slipway.controllers;

import dev.slipway.engine.ExitCode;
import dev.slipway.engine.SlipwayVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's life: it looks whether it can work, then works until it is told to stop. */
public final class SlipwayOperator {
  private static final Logger LOG = LoggerFactory.getLogger(SlipwayOperator.class);

  private final KubernetesClient client;
  private final CountDownLatch stop = new CountDownLatch(1);

  public SlipwayOperator(KubernetesClient client) {
    this.client = client;
  }

  public ExitCode run() throws InterruptedException {
    LOG.atInfo().addKeyValue("version", SlipwayVersion.current()).log("operator starts");
    try {
      var missing = ApiGroup.missingFrom(client);
      if (!missing.isEmpty()) {
        LOG.atError()
            .addKeyValue("missing", missing)
            .log("kinds of slipway.dev are not installed: apply the CRDs of this version first");
        return ExitCode.ENVIRONMENT;
      }
    } catch (KubernetesClientException e) {
      LOG.atError().setCause(e).log("the Kubernetes API does not answer");
      return ExitCode.ENVIRONMENT;
    }
    LOG.info("operator is ready");
    stop.await();
    LOG.info("operator stops");
    return ExitCode.DONE;
  }

  /** Ends {@link #run}; safe to call from a shutdown hook, and more than once. */
  public void stop() {
    stop.countDown();
  }
}
