import type { Flight, FlightKind } from '../../model/trace.ts';

interface FlightLook {
  readonly words: string;
  readonly help: string;
  readonly token: string;
  /** Dashes of its arrow, so that colour is not the only sign; none for what carries the call itself. */
  readonly dashes?: string;
}

/** What a flight is called on the ladder, what it means, and how its arrow is drawn. */
const LOOKS: Readonly<Record<FlightKind, FlightLook>> = {
  'dns-query': {
    words: 'DNS query',
    help: 'Asks for the address of a name, over UDP.',
    token: '--text-2',
    dashes: '2 3',
  },
  'dns-answer': { words: 'DNS answer', help: 'The address, or that there is none.', token: '--text-2', dashes: '2 3' },
  syn: { words: 'SYN', help: 'Opens a TCP connection.', token: '--hit', dashes: '6 3' },
  'syn-ack': {
    words: 'SYN-ACK',
    help: 'The target agrees; its ACK goes with the next packet.',
    token: '--hit',
    dashes: '6 3',
  },
  'tls-client': {
    words: 'TLS client',
    help: 'The client’s flight of the TLS handshake.',
    token: '--hit',
    dashes: '6 3',
  },
  'tls-server': {
    words: 'TLS server',
    help: 'The server’s flight: keys, certificate, Finished.',
    token: '--hit',
    dashes: '6 3',
  },
  'quic-client': {
    words: 'QUIC Initial',
    help: 'Opens connection and encryption at once.',
    token: '--hit',
    dashes: '6 3',
  },
  'quic-server': { words: 'QUIC Handshake', help: 'Keys, certificate, Finished.', token: '--hit', dashes: '6 3' },
  upgrade: { words: 'Upgrade', help: 'Asks for a WebSocket on this connection.', token: '--hit', dashes: '6 3' },
  upgraded: { words: '101', help: 'From here on it is a WebSocket.', token: '--hit', dashes: '6 3' },
  refusal: { words: 'RST', help: 'Nobody listens there.', token: '--fail', dashes: '6 3' },
  request: { words: 'request', help: 'The call, or a part of it.', token: '--accent' },
  response: { words: 'response', help: 'The answer, or a part of it.', token: '--ok' },
  datagram: { words: 'datagram', help: 'Sent once; nobody notices when it is lost.', token: '--accent' },
};

export function flightLook(flight: Flight): FlightLook {
  const look = LOOKS[flight.kind];
  if (flight.arrivedNs < 0) return { ...look, token: '--fail' };
  return flight.resend > 0 ? { ...look, token: '--retry' } : look;
}

/** "SYN", "response, sent again, lost". */
export function flightWords(flight: Flight): string {
  const again = flight.resend > 0 ? ', sent again' : '';
  return `${LOOKS[flight.kind].words}${again}${flight.arrivedNs < 0 ? ', lost' : ''}`;
}
