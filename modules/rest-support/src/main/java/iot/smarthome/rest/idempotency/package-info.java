/**
 * {@code Idempotency-Key} for POSTs that create or command: a repeated request gets the first
 * answer again.
 *
 * <p>Promised for 24 hours: once an answer of success is kept, the same key with the same body gets
 * it again and nothing is done twice; while the first request is under way, a second one is refused
 * (409, {@code Retry-After}); a key is never taken for another request, and each caller's keys are
 * his own; a request that was refused leaves its key free.
 *
 * <p>Not promised: that an answer is kept. What was done and its answer are two writes. If the
 * second one fails, the answer is still sent; if the process is killed between the two, nobody has
 * it. The key then counts as under way for two minutes, and after that a repetition is carried out
 * anew. What keeps it from being done twice is the aggregate's own uniqueness (the serial of a
 * device, the code of a place): the repetition is answered with the 409 of a duplicate, by which
 * its caller knows that it was done.
 */
package iot.smarthome.rest.idempotency;
