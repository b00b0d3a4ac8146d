import { boolean, integer, number, variant } from './fields.ts';

const OVER_GRPC = { field: 'protocol', is: ['grpc', 'grpc-web'] } as const;

/** What is measured of an encoding: time per kilobyte that the payload has as JSON, so that formats compare on the same data. */
const codecTimes = (serializeMsPerKb: number, parseMsPerKb: number, source: string) => ({
  serializeMsPerKb: number({
    label: 'Writing takes',
    help: 'Processor time to serialise one kilobyte of payload, counted as JSON. The sender has it, for requests and for answers.',
    source,
    unit: 'ms',
    min: 0,
    max: 100,
    default: serializeMsPerKb,
    advanced: true,
  }),
  parseMsPerKb: number({
    label: 'Reading takes',
    help: 'Processor time to parse one kilobyte of payload, counted as JSON. The receiver has it.',
    source,
    unit: 'ms',
    min: 0,
    max: 100,
    default: parseMsPerKb,
    advanced: true,
  }),
});

const RECORD = 'go_serialization_benchmarks, results of 2018-08-19: one record of 152 bytes as JSON';

const streamed = (who: string) => ({
  messages: integer({
    label: 'Messages',
    help: `How many ${who} sends in one call.`,
    unit: 'count',
    min: 1,
    max: 10_000,
    default: 10,
  }),
  intervalMs: number({
    label: 'One every',
    help: 'Time from one message to the next; 0 sends all at once.',
    unit: 'ms',
    min: 0,
    max: 600_000,
    default: 100,
  }),
  messageBytes: integer({
    label: 'Message size',
    help: 'Payload of each, as JSON; the encoding of the call makes it smaller.',
    unit: 'bytes',
    min: 1,
    max: 10_000_000,
    default: 200,
  }),
});

/** The part of an edge that says what a message is made of and, over gRPC, how long its deadline and how many its messages (simulation.md section 4). */
export const GRPC_FIELDS = {
  encoding: variant({
    label: 'Encoding',
    help: 'How payloads are written: the class says how large they are as JSON. Protobuf is smaller and quicker to write and to read; both ends spend the time. A gateway between two encodings translates.',
    source:
      'RFC 8259 (JSON); Protocol Buffers, "Encoding"; sizes and times of one record: go_serialization_benchmarks, 2018-08-19',
    variants: {
      plain: { label: 'Not counted', fields: {} },
      json: {
        label: 'JSON',
        // 2,165 ns and 4,134 ns for 152 bytes.
        fields: codecTimes(0.0142, 0.0272, `${RECORD}, encoding/json`),
      },
      protobuf: {
        label: 'Protobuf',
        fields: {
          bodyRatio: number({
            label: 'Size against JSON',
            help: 'Bytes of a payload as protobuf for each byte it has as JSON: field names become one byte, numbers a few. Mostly text saves less, mostly numbers more.',
            source: `${RECORD}, 53 as protobuf`,
            unit: 'ratio',
            min: 0.01,
            max: 1,
            default: 0.35,
          }),
          // 411 ns and 624 ns for the same record.
          ...codecTimes(0.0027, 0.0041, `${RECORD}, golang/protobuf`),
        },
      },
    },
    default: 'plain',
    advanced: true,
  }),
  streaming: variant({
    label: 'Streaming',
    help: 'A call can carry many messages one way or both, on one HTTP/2 stream. It ends when its last message is there; its connection is always opened.',
    source: 'gRPC, "Core concepts": unary, server streaming, client streaming and bidirectional streaming RPCs',
    variants: {
      unary: { label: 'None (unary)', fields: {} },
      server: { label: 'From the server', fields: streamed('the server') },
      client: { label: 'From the caller', fields: streamed('the caller') },
      both: { label: 'Both ways', fields: streamed('each side') },
    },
    default: 'unary',
    when: { field: 'protocol', is: ['grpc'] },
  }),
  passDeadline: boolean({
    label: 'Passes its deadline on',
    help: 'The time-out travels with the call: the server stops working when it is over, and calls it makes over gRPC have no more time than is left. Without it, as over plain HTTP, work goes on that nobody waits for.',
    source: 'gRPC, "Deadlines", deadline propagation; gRPC over HTTP/2, header grpc-timeout',
    default: true,
    when: OVER_GRPC,
  }),
} as const;
