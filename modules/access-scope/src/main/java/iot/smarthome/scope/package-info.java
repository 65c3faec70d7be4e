/**
 * What of all things a caller may see: the scope that every list and search is cut down to.
 *
 * <p>Whether one thing may be read is decided at the gateway, before the call reaches a service. A
 * list names no thing, so the service asks User Service for the caller's scope ({@link
 * iot.smarthome.scope.AccessScopes}) and puts it into its query: not only items, but pages, totals,
 * facets and cursors come from what is in the scope alone. What a policy forbids inside of that, be
 * it a room or a category of devices, the scope names as left out.
 *
 * <p>It fails closed: while the scope cannot be had, a list answers 503 with {@code Retry-After}.
 * An answer counts for a second, so that a right that was taken away is gone soon.
 */
package iot.smarthome.scope;
