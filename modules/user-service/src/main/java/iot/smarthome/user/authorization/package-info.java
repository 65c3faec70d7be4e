/**
 * Who may do what. The decision point of the whole platform: the gateway asks it about every call,
 * and services ask it what their lists may show.
 *
 * <p><b>Rules are data.</b> Policies are written in Cedar, kept in the store with every version of
 * them, and can be changed while everything runs. A policy that does not fit the schema ({@code
 * authorization/schema.cedarschema}) is refused with the place and the reason, and so is a set of
 * policies under which no platform administrator could administrate policies and users any more. A
 * change holds on every replica within two seconds; a replica that cannot follow is not ready.
 *
 * <p><b>What is asked about is known here.</b> Buildings, floors, areas, rooms, devices and alerts
 * are projected from the streams of their owners, with what a thing hangs in and which group is
 * responsible for it. What follows from the hierarchy is worked out when it is asked for, so a
 * place that moves takes along all that lies in it.
 *
 * <p><b>What an operation needs is read from the contracts</b> ({@code x-authz} in the OpenAPI
 * documents of all services): there is no other table of routes.
 *
 * <p>Nothing is allowed unless a policy permits it; a policy that forbids is stronger than any that
 * permits, and one that cannot be evaluated forbids too. Every denial and every administrative act
 * that was allowed is written down before the answer can be lost.
 */
package iot.smarthome.user.authorization;
