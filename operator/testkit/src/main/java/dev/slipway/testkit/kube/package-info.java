/** A real Kubernetes API, without nodes and without controllers: the test plays their part. */
@NullMarked
package dev.slipway.testkit.kube;

import org.jspecify.annotations.NullMarked;
