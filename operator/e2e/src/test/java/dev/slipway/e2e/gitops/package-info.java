/** Plans in the hands of Argo CD, Flux and pipelines. */
@NullMarked
package dev.slipway.e2e.gitops;

import org.jspecify.annotations.NullMarked;
