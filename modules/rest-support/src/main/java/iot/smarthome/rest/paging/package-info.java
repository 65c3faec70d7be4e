/** Keyset pages: {@code limit}, an opaque {@code cursor}, and RFC 8288 {@code Link} headers. */
package iot.smarthome.rest.paging;
