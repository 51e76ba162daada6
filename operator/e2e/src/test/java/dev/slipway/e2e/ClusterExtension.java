package dev.slipway.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test class the one cluster of this run, and the example on it where it asks for that;
 * both end after the last of them.
 */
final class ClusterExtension implements BeforeAllCallback, ParameterResolver {
  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(
        Cluster.isPossible(),
        "a cluster takes root, or SLIPWAY_KUBECONFIG and SLIPWAY_IMAGE_LOAD of one that is there");
    cluster(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Cluster.class || type == Example.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Example.class
        ? example(context)
        : cluster(context);
  }

  private static Example example(ExtensionContext context) {
    var cluster = cluster(context);
    return store(context)
        .computeIfAbsent(Example.class, _ -> Example.start(cluster), Example.class);
  }

  private static Cluster cluster(ExtensionContext context) {
    return store(context).computeIfAbsent(Cluster.class, _ -> Cluster.start(), Cluster.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(ClusterExtension.class));
  }
}
