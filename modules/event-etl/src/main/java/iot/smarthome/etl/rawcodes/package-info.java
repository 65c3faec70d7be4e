/**
 * The codes under which a device reports values that its specification does not declare, or not of
 * that type. Each would become a series of its own in the time series, so a device has a bounded
 * number of them ({@code smarthome.transformation.raw-codes}): those that it used first. Values
 * under further codes are counted ({@code points_left_out_total}) and kept in no series.
 *
 * <p>The codes are stored, so that a device has the same ones after a restart and on every
 * instance; they are forgotten when the device is deleted.
 */
package iot.smarthome.etl.rawcodes;
