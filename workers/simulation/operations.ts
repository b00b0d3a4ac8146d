import { OPERATIONS, type Operation } from '../../src/model/sim-context.ts';
import {
  STATE_BACKING_OFF,
  STATE_DECODING,
  STATE_ENCODING,
  STATE_REPLYING,
  STATE_RESENDING,
  STATE_SENDING,
  STATE_WORKING,
} from './kernel/job-table.ts';

// Numbers of the operations of calls in the job table: their places in OPERATIONS.

export const CALL_REQUEST = 0;
export const CALL_FILL = 1;
export const CALL_INVALIDATE = 2;
export const CALL_PROBE = 3;
export const CALL_RESOLVE = 4;
export const CALL_CONNECT = 5;
export const CALL_READ_SESSION = 6;
export const CALL_WRITE_SESSION = 7;
export const CALL_MESSAGE = 8;
export const CALL_CONDITIONAL = 9;
/** The engine's own: a user whose WebSocket was cut opens another. Behaviours never get one. */
export const CALL_RECONNECT = 10;

/** Number of an operation by its name. */
export const CALL: Readonly<Record<Operation, number>> = {
  request: CALL_REQUEST,
  fill: CALL_FILL,
  invalidate: CALL_INVALIDATE,
  probe: CALL_PROBE,
  resolve: CALL_RESOLVE,
  connect: CALL_CONNECT,
  'read-session': CALL_READ_SESSION,
  'write-session': CALL_WRITE_SESSION,
  message: CALL_MESSAGE,
  conditional: CALL_CONDITIONAL,
};

/** A request, with a condition or without. */
export function isRequest(operation: number): boolean {
  return operation === CALL_REQUEST || operation === CALL_CONDITIONAL;
}

/** Nobody stops waiting for it after the time-out of its edge: health checks have time-outs of their own, and messages have no answer. */
export function hasNoTimeout(operation: number): boolean {
  return operation === CALL_PROBE || operation === CALL_CONNECT || operation === CALL_MESSAGE;
}

/** Name of an operation by its number. */
export function operationName(code: number): Operation {
  return OPERATIONS[code] as Operation;
}

// Operations of events. Those of jobs are the state the job is in while the event is pending, so that an event that came too late is
// recognised; the others have payloads of their own.

export const EVENT_SENDING = STATE_SENDING;
export const EVENT_REPLYING = STATE_REPLYING;
export const EVENT_WORKING = STATE_WORKING;
export const EVENT_BACKING_OFF = STATE_BACKING_OFF;
export const EVENT_RESENDING = STATE_RESENDING;
export const EVENT_ENCODING = STATE_ENCODING;
export const EVENT_DECODING = STATE_DECODING;
/** The caller of a job stops waiting. */
export const EVENT_TIMEOUT = 8;
/** A timer of a behaviour. */
export const EVENT_TIMER = 9;
/** An action begins or ends, a replica has started up. */
export const EVENT_CONTROL = 10;
/** A window of the metrics closes. */
export const EVENT_WINDOW = 11;
/** A flight of a connection's handshake arrives, or its time-out is over. */
export const EVENT_HANDSHAKE = 12;
/** Data of a connection arrives, is acknowledged, or has to be sent again. */
export const EVENT_SIGNAL = 13;
/** The idle time-out of a connection is over. */
export const EVENT_IDLE = 14;
