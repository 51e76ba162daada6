/**
 * What a field of a CRD may hold, said where the field is declared. The CRD printer of this module
 * turns each of these annotations into schema and CEL.
 */
@NullMarked
package dev.slipway.api.schema;

import org.jspecify.annotations.NullMarked;
