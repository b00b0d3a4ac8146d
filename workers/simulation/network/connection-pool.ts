/** Callers with this many endpoints at most; the rest of a key tells hosts apart. */
const MAX_ENDPOINTS = 512;

/** The connections of one owner (a user, a caller's endpoint) to one host. */
export class Host {
  /** Open and carrying nothing, on HTTP/1.1: the one used last is at the end and is taken first, as browsers and pools do. */
  readonly idle: number[] = [];
  /** Connections that calls share: open, or being opened. */
  readonly shared: number[] = [];
  /** Calls that wait for a connection, first come first. */
  readonly waiting: number[] = [];
  /** Connections there are, those being opened included. */
  count = 0;
  /** A TLS session to resume, a TCP Fast Open cookie: from the first connection on. */
  hasTicket = false;
  hasCookie = false;

  forget(connection: number): void {
    this.count -= 1;
    removeFrom(this.idle, connection);
    removeFrom(this.shared, connection);
  }
}

/** Takes a number out of a list that may hold it; true when it did. */
export function removeFrom(list: number[], value: number): boolean {
  const at = list.indexOf(value);
  if (at < 0) return false;
  list.splice(at, 1);
  return true;
}

/**
 * Who has which connections over one link. Connections belong to an owner: a user of a client, or an endpoint of a server. Where callers
 * choose the endpoint themselves (a balancer, a sharded cache), each endpoint is a host with connections of its own.
 */
export class ConnectionPool {
  private readonly hosts = new Map<number, Host>();

  /** @param endpoint of the target, or -1 when any will do */
  host(owner: number, endpoint: number): Host {
    const key = owner * (MAX_ENDPOINTS + 1) + endpoint + 1;
    const known = this.hosts.get(key);
    if (known !== undefined) return known;
    const host = new Host();
    this.hosts.set(key, host);
    return host;
  }
}
