/** The operator: it holds Kubernetes rights and never sees a credential. */
@NullMarked
package dev.slipway.controllers;

import org.jspecify.annotations.NullMarked;
