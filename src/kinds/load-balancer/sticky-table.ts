const NONE = -1;
/** A binding is kept as expiry in ms x 2^15 + backend: exact in a double for simulated centuries. */
const BACKEND_SPAN = 32_768;

/**
 * Which backend each user's cookie names, and until when. The cookie is set with the first answer and has a life time (Max-Age) from
 * then on; it is not renewed. Sources: HAProxy `cookie ... insert maxlife`, nginx `sticky cookie expires`, RFC 6265 section 4.1.2.2.
 */
export class StickyTable {
  readonly #bindings = new Map<number, number>();

  /** The backend named by a user's cookie, or -1 when there is none or it has expired. */
  backendOf(user: number, nowMs: number): number {
    const binding = this.#bindings.get(user);
    if (binding === undefined) return NONE;
    if (Math.floor(binding / BACKEND_SPAN) <= nowMs) {
      this.#bindings.delete(user);
      return NONE;
    }
    return binding % BACKEND_SPAN;
  }

  bind(user: number, backend: number, untilMs: number): void {
    this.#bindings.set(user, Math.floor(untilMs) * BACKEND_SPAN + backend);
  }

  /** Forgets cookies that have expired. */
  sweep(nowMs: number): void {
    for (const [user, binding] of this.#bindings) {
      if (Math.floor(binding / BACKEND_SPAN) <= nowMs) this.#bindings.delete(user);
    }
  }
}
