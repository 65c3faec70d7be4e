/**
 * A real OpenSearch node inside this JVM, for the platform on one machine and for tests: what is
 * proved against it holds for a cluster of the same version.
 */
package iot.smarthome.embedded.opensearch;
