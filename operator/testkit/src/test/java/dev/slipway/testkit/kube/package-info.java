@NullMarked
package dev.slipway.testkit.kube;

import org.jspecify.annotations.NullMarked;
