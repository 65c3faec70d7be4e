/**
 * What an operation asks for before it is carried out, said by its own contract.
 *
 * <p>Every operation of ours carries the extension {@code x-authz}: which action on which resource
 * must be allowed to the caller. The decision point reads the contracts, so there is no other table
 * of routes, and an operation that says nothing is found before it can be called: {@link
 * iot.smarthome.rest.access.AccessContract} fails the build.
 */
package iot.smarthome.rest.access;
